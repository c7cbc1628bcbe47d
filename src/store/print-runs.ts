import { recordAct } from './audit-log.ts';
import { addBatch, type NewBatch } from './batches.ts';
import { addFormVersion, type FormVersion } from './form-versions.ts';
import type { Store } from './store.ts';
import { openWave, quarterOf, type Wave } from './waves.ts';

export interface NewPrintRun {
  readonly version: FormVersion;
  /** Code of each copy, in printed order. */
  readonly copies: readonly string[];
  /** The batch that all copies are printed for; one that is there already is named by its code, and stays as it is. */
  readonly batch?: NewBatch | undefined;
  /** The survey's open wave by name, made where there is none; the current quarter, such as `2026-Q4`, by default. */
  readonly wave?: string | undefined;
  readonly fileName?: string | undefined;
  readonly at?: Date;
}

export interface PrintRun {
  readonly id: number;
  readonly wave: Wave;
}

/**
 * Enters a print run into the ledger: form version, reference images, batch and every copy, all or nothing.
 * Registering the same form version again only adds the copies.
 * @throws PaperlineError `wave-closed`, `layout-invalid`, `disk-full`
 */
export const registerPrintRun = (store: Store, run: NewPrintRun): Promise<PrintRun> =>
  store.write((connection) => {
    const at = run.at ?? new Date();
    const { layout } = run.version;
    const wave = openWave(connection, layout.survey, run.wave ?? quarterOf(at), at);
    addFormVersion(connection, run.version, at);
    if (run.batch !== undefined) addBatch(connection, run.batch, wave, at);
    const batch = run.batch?.code ?? null;
    const { lastInsertRowid } = connection
      .prepare(
        `INSERT INTO print_run (form, wave_id, batch, copies, file_name, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(layout.form, wave.id, batch, run.copies.length, run.fileName ?? null, at.toISOString());
    const id = Number(lastInsertRowid);
    const insertCopy = connection.prepare(
      `INSERT INTO copy (code, print_run_id, form, wave_id, batch) VALUES (?, ?, ?, ?, ?)`,
    );
    for (const code of run.copies) insertCopy.run(code, id, layout.form, wave.id, batch);
    const { survey, form, language } = layout;
    const about = { survey, wave: wave.name, form, language, copies: run.copies.length };
    recordAct(connection, 'printed', about, { at });
    return { id, wave };
  });

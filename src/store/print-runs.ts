import { PaperlineError } from '../domain/errors.ts';
import { recordAct } from './audit-log.ts';
import { addFormVersion, type FormVersion } from './form-versions.ts';
import type { Connection, Store } from './store.ts';
import { openWave, quarterOf, type Wave } from './waves.ts';

/** The copies of one trip or scanner stack: its code (10 base-32 characters) and what is known of it. */
export interface NewBatch {
  readonly code: string;
  /** line, direction, date, day-part, vehicle, handed-out, returned, boarders. */
  readonly context: Readonly<Record<string, string>>;
}

export interface NewPrintRun {
  readonly version: FormVersion;
  /** Code of each copy, in printed order. */
  readonly copies: readonly string[];
  /** The batch that all copies are printed for; an existing one is named by its code and context alike. */
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

const addBatch = (connection: Connection, batch: NewBatch, wave: Wave, at: Date): void => {
  const known = connection.prepare(`SELECT wave_id FROM batch WHERE code = ?`).get(batch.code) as
    { wave_id: number } | undefined;
  if (known === undefined) {
    connection
      .prepare(`INSERT INTO batch (code, wave_id, context_json, created_at) VALUES (?, ?, ?, ?)`)
      .run(batch.code, wave.id, JSON.stringify(batch.context), at.toISOString());
  } else if (known.wave_id !== wave.id) {
    throw new PaperlineError({
      code: 'usage',
      message: `Batch ${batch.code} belongs to another wave than ${wave.name}.`,
      remedy: 'Print under the wave of the batch (--wave), or for a new batch.',
    });
  }
};

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

/** A batch whose header is printed apart from copies, under the survey's wave. */
export const registerBatch = (
  store: Store,
  batch: NewBatch & { readonly survey: string; readonly wave?: string | undefined; readonly at?: Date },
): Promise<Wave> =>
  store.write((connection) => {
    const at = batch.at ?? new Date();
    const wave = openWave(connection, batch.survey, batch.wave ?? quarterOf(at), at);
    addBatch(connection, batch, wave, at);
    return wave;
  });

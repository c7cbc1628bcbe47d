/**
 * Closing a wave: its sheets become anonymous rows, and what would lead from a row back to a sheet is destroyed. Nothing
 * takes it back. Broken off anywhere after its beginning, it goes on at the next start (`finishClosings`).
 */
import { randomBytes, randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { isPaperlineError, PaperlineError } from '../domain/errors.ts';
import { isMissingCode } from '../domain/missing-codes.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import { streamAnswers } from '../store/answers.ts';
import { listBatchesOfWave } from '../store/batches.ts';
import { countClosedRows, type ClosedRow, type ClosedText } from '../store/closed-rows.ts';
import {
  beginClosing,
  destroyWaveKeys,
  endClosing,
  eraseSheets,
  listClosings,
  writeClosedRows,
  type BegunClosing,
} from '../store/closing-steps.ts';
import { lockFolder, type FolderLock } from '../store/folder-lock.ts';
import type { Store } from '../store/store.ts';
import { listReleasedTextsOfWave } from '../store/text-answers.ts';
import type { Wave } from '../store/waves.ts';
import { shuffleInSecret } from './row-order.ts';
import { weighRows } from './wave-weights.ts';
import { openComposing } from './survey-rows.ts';

export interface ClosingOptions {
  readonly now?: () => Date;
  /** Called between any two steps: for tests of what a failure there leaves. */
  readonly step?: (name: string) => Promise<void>;
}

export interface ClosedWave {
  readonly survey: string;
  readonly wave: string;
  readonly rows: number;
}

/** What a look ahead at a rereading leaves where it was ended by force; it holds readings. */
const PREVIEW_FILES = ['paperline-preview.db', '.paperline-preview.db.part'].flatMap((name) =>
  ['', '-wal', '-shm', '-journal'].map((suffix) => name + suffix),
);

const lockOr = (file: string, message: string): FolderLock => {
  try {
    return lockFolder(file);
  } catch (cause) {
    if (!isPaperlineError(cause)) throw cause;
    const remedy = 'Wait until that has ended and try again; nothing was changed.';
    throw new PaperlineError({ code: 'data-folder-in-use', message, remedy, cause });
  }
};

/** Nobody reads scans again, and nobody else closes, while this is held. @throws PaperlineError `data-folder-in-use` */
const lockSheets = (store: Store): FolderLock => {
  const folder = path.dirname(store.path);
  const closing = lockOr(
    path.join(folder, 'closing.lock'),
    'A wave of this data folder is being closed now.',
  );
  try {
    const rereading = lockOr(
      path.join(folder, 'reread.lock'),
      'Scans of this data folder are being read again now.',
    );
    return {
      release() {
        rereading.release();
        closing.release();
      },
    };
  } catch (error) {
    closing.release();
    throw error;
  }
};

const TEXT_ID_CHARACTERS = 16;

/**
 * Rows and released words of a wave, each shuffled by itself: neither order says anything, and no row carries words. Words that
 * nobody let go are not kept.
 */
const makeClosedRows = async (
  store: Store,
  wave: Wave,
): Promise<{ readonly rows: ClosedRow[]; readonly texts: ClosedText[] }> => {
  const { composers, compose } = await openComposing(store, wave.survey);
  const rows: ClosedRow[] = [];
  const trips: (string | null)[] = [];
  for await (const copy of streamAnswers(store, wave.survey, wave.id)) {
    const row = compose(copy);
    if (row === null) throw new Error(`Expected form ${copy.form} among those of ${wave.survey}.`);
    const values = { ...row };
    for (const { variable, source } of composers.get(copy.form)?.codebook.variables ?? []) {
      const words = values[variable];
      if (source.from === 'words' && words !== undefined && !isMissingCode(words)) values[variable] = '1';
    }
    rows.push({
      rowId: values['row_id'] ?? '',
      values,
      weight: null,
      cluster: null,
      recordKey: randomInt(256),
    });
    trips.push(copy.batch);
  }
  const designs = weighRows(trips, await listBatchesOfWave(store, wave.id));
  const texts = (await listReleasedTextsOfWave(store, wave.id)).map(({ variable, text }) => ({
    textId: base32FromBytes(randomBytes(TEXT_ID_CHARACTERS)),
    variable,
    words: text,
  }));
  const weighted = rows.map((row, place) => ({ ...row, ...designs[place] }));
  return { rows: shuffleInSecret(weighted), texts: shuffleInSecret(texts) };
};

/** Carries a closing that has begun to its end, from whichever step it is at. */
const carryOn = async (
  store: Store,
  { step: first, ...wave }: BegunClosing,
  { now = () => new Date(), step = async () => {} }: ClosingOptions,
): Promise<void> => {
  await step('begun');
  if (first === 'rows') {
    const { rows, texts } = await makeClosedRows(store, wave);
    await step('rows-made');
    await writeClosedRows(store, wave, rows, texts);
    await step('rows-written');
  }
  if (first === 'rows' || first === 'key') {
    await destroyWaveKeys(store, wave, now());
    await step('key-destroyed');
  }
  if (first !== 'compact') {
    await eraseSheets(store, wave, async () => {
      await step('part-erased');
      await turn();
    });
    await step('sheets-erased');
  }
  for (const name of PREVIEW_FILES) await rm(path.join(path.dirname(store.path), name), { force: true });
  await store.compact();
  await step('compacted');
  await endClosing(store, wave, now());
  await step('ended');
};

/**
 * Closes an open wave. Where the same wave is half closed already, carries that on.
 * @throws PaperlineError `survey-unknown`, `wave-unknown`, `wave-closed`, `wave-unfinished`, `wave-empty`: nothing is changed then;
 * `data-folder-in-use`, `disk-full`: where it had begun, it goes on at the next start or when called again
 */
export const closeWave = async (
  store: Store,
  {
    survey,
    wave: name,
    dropOpen,
  }: { readonly survey: string; readonly wave: string; readonly dropOpen: boolean },
  options: ClosingOptions = {},
): Promise<ClosedWave> => {
  const { now = () => new Date() } = options;
  const lock = lockSheets(store);
  try {
    const isThis = (closing: Wave): boolean => closing.survey === survey && closing.name === name;
    if (!(await listClosings(store)).some(isThis)) {
      await beginClosing(store, { survey, wave: name, dropOpen, at: now() });
    }
    const closing = (await listClosings(store)).find(isThis);
    if (closing === undefined) throw new Error(`Expected wave ${name} of ${survey} to be closing.`);
    await carryOn(store, closing, options);
    const rows = await store.read((connection) => countClosedRows(connection, closing.id));
    return { survey, wave: name, rows };
  } finally {
    lock.release();
  }
};

/** Carries on every closing that was broken off. Gives the waves that are closed by it. */
export const finishClosings = async (store: Store, options: ClosingOptions = {}): Promise<Wave[]> => {
  if ((await listClosings(store)).length === 0) return [];
  const lock = lockSheets(store);
  try {
    const closings = await listClosings(store);
    for (const closing of closings) await carryOn(store, closing, options);
    return closings;
  } finally {
    lock.release();
  }
};

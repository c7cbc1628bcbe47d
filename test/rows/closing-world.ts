/**
 * A survey with everything that could lead from a row to a copy, each marked so that it can be looked for: codes, answers,
 * alternatives, pictures, words, decisions. The test alone keeps who said what.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FieldReading } from '../../src/domain/page-read.ts';
import type { LayoutField } from '../../src/domain/layout.ts';
import { prepareDataFolder, type DataFolder } from '../../src/operation/data-folder.ts';
import { newBatchCode, newCopyCodes } from '../../src/print/copy-codes.ts';
import { composeForm } from '../../src/print/form-composition.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { recordDecision } from '../../src/store/review-decisions.ts';
import { claimTasks } from '../../src/store/review-queue.ts';
import type { Crop, ScannedPage } from '../../src/store/scans.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { FORMS_FOLDER, storeFile } from '../review/seed.ts';

export const SURVEY = 'passenger-survey';
export const WAVE = '2026-Q4';
const AT = new Date('2026-11-20T09:00:00Z');
const WHO = { reviewer: 'Anna', session: 's' };

export interface Respondent {
  readonly copy: string;
  /** Place in the order of scanning. */
  readonly scanned: number;
  /** Sure answers as they were read. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface ClosingWorld {
  readonly folder: DataFolder;
  readonly store: Store;
  readonly respondents: readonly Respondent[];
  /** Texts that may be nowhere once the wave is closed. */
  readonly secrets: readonly string[];
  /** Bytes of pictures, as secret. */
  readonly pictures: readonly Buffer[];
  /** Words that people wrote; they stay, apart from the rows. */
  readonly words: readonly string[];
  remove(): Promise<void>;
}

export interface WorldOptions {
  readonly copies?: number;
  readonly wave?: string;
  /** Answers that nobody decides. */
  readonly leaveOpen?: boolean;
}

interface Marked {
  readonly secrets: string[];
  readonly pictures: Buffer[];
  readonly words: string[];
}

const pictureOf = (marked: Marked): Crop => {
  const image = randomBytes(48);
  marked.pictures.push(image);
  return { mime: 'image/jpeg', width: 4, height: 4, frame: { boxes: [] }, image };
};

const readField = (field: LayoutField, isDoubtful: boolean, marked: Marked): FieldReading => {
  const marker = `alt-${randomUUID()}`;
  marked.secrets.push(marker);
  const alternatives = [{ value: marker, confidence: 0.1 }];
  const review = isDoubtful || field.kind === 'text';
  const more = { review, confidence: review ? 0.5 : 0.9999, alternatives };
  if (field.kind === 'text') return { state: 'unclear', value: null, ...more };
  if (field.kind === 'digits')
    return { state: 'answered', value: String(randomInt(10)).repeat(field.cells.length), ...more };
  const code = field.boxes[randomInt(field.boxes.length)]?.code ?? '';
  return { state: 'answered', value: field.multiple ? [code] : code, ...more };
};

/** Every waiting task decided: words as they are, everything else as it was read. */
const decideAll = async (store: Store, marked: Marked): Promise<void> => {
  for (;;) {
    const tasks = await claimTasks(store, WHO, { count: 48, leaseMs: 60_000, now: AT });
    if (tasks.length === 0) return;
    for (const task of tasks) {
      const isText = task.kind === 'text';
      const words = `woorden ${randomUUID()}`;
      if (isText) marked.words.push(words);
      const value = isText ? words : task.reading.value;
      const decision = { task: task.id, state: 'answered', value, clientKey: randomUUID() } as const;
      await recordDecision(store, WHO, decision, AT);
    }
  }
};

export const makeClosingWorld = async ({
  copies = 40,
  wave = WAVE,
  leaveOpen = false,
}: WorldOptions = {}): Promise<ClosingWorld> => {
  const root = mkdtempSync(path.join(tmpdir(), 'paperline-closing-'));
  const folder = await prepareDataFolder({ root });
  const store = openStore(folder.database);
  const file = 'passenger-survey.yaml';
  const loaded = loadQuestionnaire(readFileSync(path.join(FORMS_FOLDER, file)), file);
  if (!loaded.ok) throw new Error(`Expected ${file} to be without faults.`);
  const { questionnaire } = loaded;
  const { layout } = composeForm(questionnaire, 'nl');
  const marked: Marked = { secrets: [], pictures: [], words: [] };
  const respondents: Respondent[] = [];
  const perBatch = Math.ceil(copies / 2);
  for (const line of ['12', '14']) {
    const codes = newCopyCodes(Math.min(perBatch, copies - respondents.length));
    const context = { line, date: '2026-11-20', 'handed-out': '50', boarders: '61' };
    await registerPrintRun(store, {
      version: { layout, questionnaire, references: [] },
      copies: codes,
      wave,
      batch: { code: newBatchCode(), context },
      at: AT,
    });
    const pages: ScannedPage[] = [];
    for (const copy of codes) {
      const answers: Record<string, string> = {};
      for (const page of layout.pages) {
        const fields: Record<string, FieldReading> = {};
        const crops = new Map<string, Crop>();
        for (const [at, field] of page.fields.entries()) {
          const read = readField(field, at === 0, marked);
          fields[field.variable] = read;
          if (read.review) crops.set(field.variable, pictureOf(marked));
          if (field.kind === 'choice' && !field.multiple) answers[field.variable] = String(read.value);
        }
        pages.push({
          reading: {
            pageIndex: pages.length,
            status: 'review',
            form: layout.form,
            survey: SURVEY,
            language: 'nl',
            copy,
            page: page.page,
            reasons: ['fields-need-review'],
            fields,
            diagnostics: {},
            ms: {},
          },
          crops,
        });
      }
      respondents.push({ copy, scanned: respondents.length, answers });
    }
    const name = `rit ${line}.pdf`;
    await storeFile(store, name, pages);
    writeFileSync(path.join(folder.archive, name), `scan of ${codes.join(' ')}`);
  }
  if (!leaveOpen) await decideAll(store, marked);
  return {
    folder,
    store,
    respondents,
    ...marked,
    async remove() {
      await store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

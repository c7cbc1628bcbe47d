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
  /** False: nobody says of the open answers whether they may leave. */
  readonly releaseTexts?: boolean;
}

interface Marked {
  readonly secrets: string[];
  readonly pictures: Buffer[];
  readonly words: string[];
}

const pictureOf = (marked: Marked): Crop => {
  const image = randomBytes(48);
  marked.pictures.push(image);
  // As the reader keeps it: a picture without its place on the page is not shown.
  const frame = { rectMm: { x: 10, y: 20, width: 40, height: 8 }, boxes: [] };
  return { mime: 'image/jpeg', width: 4, height: 4, frame, image };
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

/** Every text is let go and coded twice, as a person would. */
const releaseAll = async (store: Store): Promise<void> => {
  await store.write((connection) =>
    connection.exec(
      `INSERT INTO text_look (decision_id, reviewer, outcome, edition, marks, client_key, looked_at)
         SELECT d.id, 'Bert', 'released', 0, 0, 'look-' || d.id, d.decided_at FROM decision d
         JOIN review_task t ON t.id = d.task_id WHERE t.kind = 'text' AND d.undone_at IS NULL;
       INSERT INTO text_answer (decision_id, marks, detector) SELECT decision_id, 0, 1 FROM text_look;
       INSERT INTO code_category (survey, variable, code, label)
         SELECT DISTINCT t.survey, t.variable, n.code, 'Category ' || n.code FROM review_task t
         JOIN (SELECT 1 AS code UNION SELECT 2) AS n WHERE t.kind = 'text';
       INSERT INTO coding_step (client_key, reviewer, survey, variable, kind, category_id, made_at)
         SELECT 'made-' || id, 'Bert', survey, variable, 'create', id, '2026-11-20' FROM code_category;
       INSERT INTO coding_step (client_key, reviewer, survey, variable, kind, decision_id, made_at)
         SELECT 'step-' || d.id, 'Bert', t.survey, t.variable, 'code', d.id, d.decided_at FROM decision d
         JOIN review_task t ON t.id = d.task_id WHERE t.kind = 'text';
       INSERT INTO coding_step_category (step_id, category_id)
         SELECT s.id, c.id FROM coding_step s
         JOIN code_category c ON c.survey = s.survey AND c.variable = s.variable WHERE s.kind = 'code'`,
    ),
  );
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
  releaseTexts = true,
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
    const context = { line, date: '2026-11-20' };
    const counts = { handedOut: 50, returned: null, boarders: 61 };
    await registerPrintRun(store, {
      version: { layout, questionnaire, references: [] },
      copies: codes,
      wave,
      batch: { code: newBatchCode(), context, counts },
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
  if (!leaveOpen && releaseTexts) await releaseAll(store);
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

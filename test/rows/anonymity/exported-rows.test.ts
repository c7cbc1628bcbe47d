/**
 * Files as they leave, counted by somebody who knows nothing of how they were made: over random waves (small, skewed, with
 * missing codes and rows of an older form version), in every format that is text, one wave alone and all of them together.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildCodebook } from '../../../src/questionnaire/codebook.ts';
import { loadQuestionnaire } from '../../../src/questionnaire/load-questionnaire.ts';
import { exportFiles } from '../../../src/rows/formats/export-files.ts';
import type { ExportFormat } from '../../../src/rows/formats/format-names.ts';
import { releaseRows } from '../../../src/rows/release.ts';
import { releasedDataSet } from '../../../src/rows/released-data-set.ts';
import type { Row } from '../../../src/rows/row.ts';
import { createPrng } from '../../results/prng.ts';

const FORMS = path.resolve(import.meta.dirname, '../../../forms');
const RUNS = 120;
const FORMATS: readonly ExportFormat[] = ['csv', 'jsonl', 'triple-s', 'ddi'];
/** As the README says of what was left out. */
const LEFT_OUT = '-8';

const surveyOf = (file: string) => {
  const loaded = loadQuestionnaire(readFileSync(path.join(FORMS, file)), file);
  if (!loaded.ok) throw new Error(`Expected ${file} to be without faults.`);
  const { questionnaire } = loaded;
  if (questionnaire.anonymity === undefined)
    throw new Error(`Expected ${file} to declare quasi-identifiers.`);
  return { codebook: buildCodebook(questionnaire), anonymity: questionnaire.anonymity };
};

type Random = () => number;

/** Small numbers are likely: a few lines carry most people. */
const skewed = (random: Random, count: number): number => Math.floor(random() ** 3 * count);

const DATES = ['2026-09', '2026-10', '2026-11', '2026-12'];
const TIMES = ['06:05', '08:15', '08:45', '12:30', '17:55', '23:59'];

/** A row as the composer would make it; `isOld` is one of a form version that did not ask for the last quasi-identifiers. */
const randomRow = (
  { codebook, anonymity }: ReturnType<typeof surveyOf>,
  random: Random,
  wave: string,
  isOld: boolean,
): Row => {
  const cells: Record<string, string> = {};
  const newOnes = new Set(anonymity.quasiIdentifiers.slice(-2).map(({ variable }) => variable));
  for (const { variable, codes, min, max, type } of codebook.variables) {
    if (isOld && newOnes.has(variable)) continue;
    const legal = codes.filter((code) => !code.missing).map(({ code }) => code);
    if (random() < 0.06) cells[variable] = ['-1', '-2', '-3', '-9'][skewed(random, 4)] ?? '-1';
    else if (legal.length > 0) cells[variable] = legal[skewed(random, legal.length)] ?? '';
    else if (type === 'time') cells[variable] = TIMES[skewed(random, TIMES.length)] ?? '';
    else if (min !== undefined && max !== undefined)
      cells[variable] = String(min + skewed(random, max - min + 1));
    else if (variable === 'date' || variable === 'month') cells[variable] = DATES[skewed(random, 4)] ?? '';
    else cells[variable] = `v${skewed(random, 9)}`;
  }
  return { ...cells, row_id: `R${random().toString(36).slice(2)}`, wave };
};

const textOf = async (content: AsyncIterable<unknown> | Iterable<unknown>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of content) parts.push(Buffer.from(part as Uint8Array | string));
  return Buffer.concat(parts).toString('utf8');
};

/** RFC 4180, written anew; an apostrophe before what could be a formula is taken off. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || sign === '\n') {
      row.push(cell.replace(/\r$/u, ''));
      cell = '';
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += sign;
  }
  return rows;
};

/** The exported file of people, by column. */
const recordsOf = async (
  format: ExportFormat,
  rows: Awaited<ReturnType<typeof releaseRows>>,
): Promise<Record<string, string>[]> => {
  const files = exportFiles(format, {
    data: releasedDataSet(rows),
    stem: 'rows',
    at: new Date('2026-11-26'),
  });
  const data = files.find(({ name }) => name.endsWith(format === 'jsonl' ? '.jsonl' : '.csv'));
  if (data === undefined) throw new Error(`Expected rows in one of ${files.map(({ name }) => name).join()}.`);
  const text = await textOf(data.content);
  if (format === 'jsonl') {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, string>);
  }
  const [head = [], ...lines] = readCsv(text);
  return lines.map((cells) => Object.fromEntries(head.map((name, place) => [name, cells[place] ?? ''])));
};

const countBy = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

describe.each(['short-survey.yaml', 'passenger-survey.yaml'])('rows of %s', (file) => {
  const survey = surveyOf(file);
  const { k, quasiIdentifiers } = survey.anonymity;
  const names = quasiIdentifiers.map(({ variable }) => variable);
  const comboOf = (record: Record<string, string>): string =>
    JSON.stringify(names.map((name) => String(record[name])));

  it('leave with every combination k times in its wave, or with nothing of it, in all formats', async () => {
    const random = createPrng(20_261_126);
    for (let run = 0; run < RUNS; run++) {
      const waves = ['2026-Q3', '2026-Q4', '2027-Q1'].slice(0, 1 + skewed(random, 3));
      const rows = waves.flatMap((wave) =>
        Array.from({ length: skewed(random, 60) }, () => randomRow(survey, random, wave, random() < 0.2)),
      );
      const together = await releaseRows({ ...survey, rows });
      const combos = new Map<string, string[]>();
      for (const record of await recordsOf('csv', together)) {
        const ofWave = combos.get(record['wave'] ?? '') ?? [];
        ofWave.push(comboOf(record));
        combos.set(record['wave'] ?? '', ofWave);
      }
      const nothing = JSON.stringify(names.map(() => LEFT_OUT));
      for (const [wave, texts] of combos) {
        for (const [combo, count] of countBy(texts)) {
          expect(combo).not.toContain('"-9"');
          // A wave of fewer than k people tells nothing of them.
          if (texts.length < k) expect(combo).toBe(nothing);
          else expect({ run, wave, combo, enough: count >= k }).toEqual({ run, wave, combo, enough: true });
        }
        // The wave alone says the same as with the others: nothing is left where one is taken from the other.
        const alone = await releaseRows({ ...survey, rows: rows.filter((row) => row['wave'] === wave) });
        const ofAlone = (await recordsOf('csv', alone)).map(comboOf);
        expect(countBy(ofAlone)).toEqual(countBy(texts));
      }
      // One format after the other: each is the same table written otherwise.
      const format = FORMATS[run % FORMATS.length] ?? 'csv';
      const written = (await recordsOf(format, together)).map(
        (record) => `${record['wave']} ${comboOf(record)}`,
      );
      const expected = [...combos].flatMap(([wave, texts]) => texts.map((text) => `${wave} ${text}`));
      expect(countBy(written)).toEqual(countBy(expected));
    }
  });
});

/** Waves to make tables of: rows, a codebook and a plan, drawn from a seed. */
import { createPrng } from './prng.ts';
import type { Codebook, CodebookVariable } from '../../src/questionnaire/codebook.ts';
import type { TablePlan } from '../../src/questionnaire/table-plan.ts';
import type { WaveDesign } from '../../src/results/publication.ts';
import type { ResultRow } from '../../src/results/wave-columns.ts';

const label = (words: string) => ({ en: words });
const missing = ['-1', '-2', '-3', '-4', '-9'].map((code) => ({ code, label: label(code), missing: true }));

export const choiceColumn = (
  variable: string,
  codes: readonly string[],
  type: 'code' | 'scale' = 'code',
  noOpinion?: string,
): CodebookVariable => ({
  variable,
  label: label(variable),
  type,
  codes: [
    ...codes.map((code) => ({ code, label: label(code), missing: false })),
    ...(noOpinion === undefined
      ? []
      : [{ code: noOpinion, label: label('n/a'), missing: false, noOpinion: true as const }]),
    ...missing,
  ],
  source: { from: 'choice', item: variable, field: variable },
});

export const textColumn = (variable: string): CodebookVariable => ({
  variable,
  label: label(variable),
  type: 'text',
  codes: missing.slice(0, 1),
  source: { from: 'context', key: variable, coarsen: { by: 'as-is' } },
});

export const codebookOf = (variables: readonly CodebookVariable[]): Codebook => ({
  survey: 'bus',
  title: label('Bus'),
  languages: ['en'],
  variables,
});

export const pointsTo = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, step) => String(from + step));

export interface MadeWave {
  readonly rows: readonly ResultRow[];
  readonly codebook: Codebook;
  readonly plan: TablePlan;
  readonly design: WaveDesign;
  readonly recordKeys: readonly number[];
}

/** A wave like those that are made: marks of 1 to 10, and groups of very different sizes. */
export const makeWave = (of: {
  readonly seed: number;
  readonly rows: number;
  readonly items: number;
  readonly lines: number;
  readonly weighted?: boolean;
  readonly clusters?: number;
}): MadeWave => {
  const { seed, rows: size, items, lines, weighted = false, clusters = 0 } = of;
  const random = createPrng(seed);
  const marks = Array.from({ length: items }, (_, place) => `mark_${place + 1}`);
  const variables = [
    textColumn('line'),
    choiceColumn('day_part', ['1', '2', '3', '4']),
    choiceColumn('age', ['1', '2', '3', '4', '5']),
    ...marks.map((mark) => choiceColumn(mark, pointsTo(1, 10), 'scale', '99')),
    choiceColumn('recommend', pointsTo(0, 10), 'scale'),
    choiceColumn('delayed', ['1', '2']),
  ];
  const pick = (weights: readonly number[]): number => {
    let left = random() * weights.reduce((sum, one) => sum + one, 0);
    for (const [place, weight] of weights.entries()) if ((left -= weight) < 0) return place;
    return weights.length - 1;
  };
  const lineShares = Array.from({ length: lines }, (_, place) => 1 / (1 + place));
  const markShares = [1, 1, 2, 3, 5, 12, 25, 30, 14, 7];
  const rows = Array.from({ length: size }, (): ResultRow => {
    const line = pick(lineShares);
    const row: Record<string, string> = {
      row_id: String(random()),
      line: String(line + 1),
      day_part: random() < 0.01 ? '-1' : String(1 + pick([4, 5, 2, 1])),
      age: random() < 0.03 ? '-1' : String(1 + pick([1, 6, 5, 3, 0.4])),
      delayed: random() < 0.05 ? '-1' : String(1 + pick([1, 5])),
      recommend: random() < 0.05 ? '-1' : String(pick([2, 1, 1, 2, 2, 6, 8, 20, 25, 12, 8])),
    };
    for (const mark of marks) {
      const missingKind = random();
      row[mark] = missingKind < 0.04 ? '-1' : missingKind < 0.05 ? '99' : String(1 + pick(markShares));
    }
    return row;
  });
  const design =
    weighted || clusters > 0
      ? rows.map(() => ({
          weight: weighted ? 0.4 + Math.floor(random() * 12) / 8 : 1,
          cluster: clusters > 0 ? Math.floor(random() * clusters) : null,
        }))
      : null;
  const recordKeys = rows.map(() => Math.floor(random() * 256));
  return {
    rows,
    recordKeys,
    codebook: codebookOf(variables),
    design,
    plan: {
      breakdowns: [{ variable: 'line' }, { variable: 'day_part' }, { variable: 'age' }],
      items: [
        ...marks.map((variable) => ({ variable, top: ['7', '8', '9', '10'] })),
        { variable: 'recommend', nps: true as const },
        { variable: 'delayed' },
      ],
      compareWaves: true,
    },
  };
};

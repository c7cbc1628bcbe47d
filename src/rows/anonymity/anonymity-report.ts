/** What was done to rows so that nobody stands out in them, and what that cost. It names no value. */
export interface AnonymityReport {
  readonly k: number;
  readonly quasiIdentifiers: readonly string[];
  readonly waves: readonly WaveAnonymity[];
}

export interface WaveAnonymity {
  readonly wave: string;
  readonly rows: number;
  /** By quasi-identifier, how many of its steps were taken; `leftOut` where the last was, after which there is nothing. */
  readonly steps: Readonly<Record<string, { readonly taken: number; readonly leftOut: boolean }>>;
  /** Cells of quasi-identifiers. */
  readonly cells: number;
  /** Cells that say less than they did. */
  readonly generalisedCells: number;
  /** Cells left out. */
  readonly withheldCells: number;
  /** Rows of which a cell was left out where its column was not. */
  readonly touchedRows: number;
  /** Rows that wait for a person in a quasi-identifier: what a row does not say yet cannot be tested, and is left out. */
  readonly pendingRows: number;
  /** Share of what the quasi-identifiers said that was lost, 0 to 1 (normalised certainty penalty). */
  readonly loss: number;
  readonly combinations: number;
  /** Rows of the smallest combination; 0 without rows. */
  readonly smallest: number;
  /** True where the wave has fewer than k rows: they say nothing that is declared, and are still too few. */
  readonly tooFew: boolean;
  /** Of all combinations by all questions, how many in which everybody gave the same answer. */
  readonly unanimous: number;
  readonly unanimousOf: number;
}

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(1))} %`;

const describeWave = (wave: WaveAnonymity, { k, quasiIdentifiers }: AnonymityReport): string[] => {
  if (wave.tooFew) {
    return [
      `${wave.wave}: only ${wave.rows} of the ${k} rows that are the least; ${quasiIdentifiers.join(', ')} left out of all. Keep them in the house.`,
    ];
  }
  const untouched = wave.generalisedCells === 0 && wave.withheldCells === 0;
  const steps = Object.entries(wave.steps)
    .filter(([, { taken }]) => taken > 0)
    .map(([variable, { taken, leftOut }]) => `${variable} ${leftOut ? 'left out' : `step ${taken}`}`);
  return [
    untouched
      ? `${wave.wave}: every combination is in ${k} rows or more as it is; nothing was lost.`
      : `${wave.wave}: ${[
          ...(steps.length === 0 ? [] : [`coarser: ${steps.join(', ')}`]),
          `${percent(wave.generalisedCells, wave.cells)} of the cells say less`,
          `${percent(wave.withheldCells, wave.cells)} are left out`,
          `${wave.touchedRows} of ${wave.rows} rows touched`,
          ...(wave.pendingRows === 0 ? [] : [`${wave.pendingRows} rows wait for review in one of these`]),
          `smallest combination ${wave.smallest}`,
        ].join('; ')}.`,
    ...(wave.unanimous === 0
      ? []
      : [
          `${wave.wave}: in ${percent(wave.unanimous, wave.unanimousOf)} of combinations by questions everybody gave the same answer; this is not prevented.`,
        ]),
  ];
};

/** The report in English, a line each. */
export const describeAnonymity = (report: AnonymityReport): string[] => [
  `Anonymity: each combination of ${report.quasiIdentifiers.join(', ')} in ${report.k} rows or more, wave by wave.`,
  ...report.waves.flatMap((wave) => describeWave(wave, report)),
];

/** What was done so that nobody stands out, as cells: a heading, then a line a wave and quasi-identifier. */
export function* listAnonymity(report: AnonymityReport): Generator<string[]> {
  yield [
    'wave',
    'k',
    'rows',
    'quasi_identifier',
    'steps_taken',
    'left_out',
    'cells',
    'cells_generalised',
    'cells_left_out',
    'rows_touched',
    'smallest_combination',
    'too_few_rows',
    'unanimous',
    'unanimous_of',
  ];
  for (const wave of report.waves) {
    for (const [variable, { taken, leftOut }] of Object.entries(wave.steps)) {
      yield [
        wave.wave,
        ...[report.k, wave.rows].map(String),
        variable,
        String(taken),
        leftOut ? '1' : '0',
        ...[wave.cells, wave.generalisedCells, wave.withheldCells, wave.touchedRows, wave.smallest].map(
          String,
        ),
        wave.tooFew ? '1' : '0',
        ...[wave.unanimous, wave.unanimousOf].map(String),
      ];
    }
  }
}

/** The attacker must never be weaker than truth: what it writes down of perturbed figures is true of the people behind them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gatherKnowledge } from '../../../src/results/attack/knowledge.ts';
import { perturbCounts } from '../../../src/results/perturbed-tally.ts';
import { tenFive } from '../../../src/results/perturbation.ts';
import type { Perturbation } from '../../../src/results/perturbation.ts';
import { countItem, renderItem } from '../../../src/results/item-tables.ts';
import { buildPublication, sampleDesignOf } from '../../../src/results/publication.ts';
import type {
  Publication,
  PublicationRules,
  PublishedItem,
  PublishedRow,
} from '../../../src/results/publication-format.ts';
import { suppressItem } from '../../../src/results/suppression.ts';
import { encodeBreakdown } from '../../../src/results/wave-columns.ts';
import { randomTable } from '../noisy-tables.ts';
import { makeWave } from '../wave-maker.ts';
import type { MadeWave } from '../wave-maker.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What every unknown of a row is, by its name. */
const tellRow = (
  truth: Map<string, number>,
  name: string,
  row: PublishedRow | null,
  of: {
    readonly wave: MadeWave;
    readonly item: PublishedItem;
    readonly isIn: (values: Readonly<Record<string, string>>) => boolean;
    readonly by: Perturbation;
    readonly minimumCell: number;
  },
): void => {
  const { wave, item, isIn, by, minimumCell } = of;
  const scale = wave.rows.length / sum(wave.design?.map(({ weight }) => weight) ?? wave.rows.map(() => 1));
  const people = item.categories.map(() => 0);
  const weights = item.categories.map(() => 0);
  const keys = item.categories.map(() => 0);
  for (const [place, values] of wave.rows.entries()) {
    const category = item.categories.findIndex(({ code }) => code === values[item.variable]);
    if (category < 0 || !isIn(values)) continue;
    people[category] = (people[category] ?? 0) + 1;
    weights[category] = (weights[category] ?? 0) + (wave.design?.[place]?.weight ?? 1) * scale;
    keys[category] = ((keys[category] ?? 0) + (wave.recordKeys[place] ?? 0)) % 256;
  }
  const { counts } = perturbCounts(people, keys, by.table, minimumCell);
  const changed = weights.map((weight, at) =>
    people[at] === 0 ? 0 : (weight * (counts[at] ?? 0)) / (people[at] ?? 1),
  );
  truth.set(`${name}|`, sum(weights));
  truth.set(`${name}|people`, sum(people));
  truth.set(`${name}|published`, sum(changed));
  for (const [at, { code }] of item.categories.entries()) {
    truth.set(`${name}|${code}`, weights[at] ?? 0);
    truth.set(`${name}|${code}|change`, (changed[at] ?? 0) - (weights[at] ?? 0));
    truth.set(`${name}|${code}|rounded`, (changed[at] ?? 0) - ((row?.shares[at] ?? 0) / 100) * sum(changed));
  }
};

const truthOf = (
  wave: MadeWave,
  { minimumCell }: PublicationRules,
  item: PublishedItem,
  by: Perturbation,
): ReadonlyMap<string, number> => {
  const truth = new Map<string, number>();
  const of = { wave, item, by, minimumCell };
  tellRow(truth, 'all', item.whole, { ...of, isIn: () => true });
  for (const { breakdown, rows } of item.tables) {
    const groups = rows.map(({ group }) => group);
    for (const row of rows)
      tellRow(truth, `${breakdown}=${row.group}`, row, {
        ...of,
        isIn: (values) => values[breakdown] === row.group,
      });
    tellRow(truth, `${breakdown}?`, null, {
      ...of,
      isIn: (values) => !groups.includes(values[breakdown] ?? ''),
    });
  }
  return truth;
};

/** The rules of a publication of these rows, which are those of each of its items. */
const rulesOf = (wave: MadeWave, by: Perturbation): Publication =>
  buildPublication(
    wave.rows,
    wave.codebook,
    { breakdowns: [], items: [{ variable: 'delayed' }], compareWaves: false },
    wave.design,
    { survey: 'bus', wave: '1', perturbation: by, recordKeys: wave.recordKeys },
  );

/** What would be published without looking whether anything can be worked out: more than is ever published. */
const releaseUnattacked = (
  { rows, codebook, plan, design, recordKeys }: MadeWave,
  by: Perturbation,
  rules: PublicationRules,
): readonly PublishedItem[] => {
  const sample = sampleDesignOf(rows.length, design, Uint8Array.from(recordKeys));
  const breakdowns = plan.breakdowns.map((breakdown) => encodeBreakdown(rows, codebook, breakdown));
  const noise = { by, minimumCell: rules.minimumCell };
  return plan.items.map((planned) => {
    const counted = countItem({ rows, codebook, planned, breakdowns, sample, noise, compared: null });
    return renderItem(
      counted,
      suppressItem(counted.counts, { ...rules, together: rules.minimumCell }).rows,
      rules,
    );
  });
};

it.each([
  ['10-5, of heads', tenFive(), false],
  ['10-5, of weights', tenFive(), true],
  ['a random table, of heads', randomTable(11, 4), false],
  ['a random table, of weights', randomTable(12, 3), true],
] as const)('all that it writes down is true: %s', (_name, by, weighted) => {
  let said = 0;
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(60, 150, 400, 900, 2500),
      fc.constantFrom(2, 5),
      fc.constantFrom(0, 20),
      fc.boolean(),
      // Beside another edition the same is written down in another way.
      (seed, rows, lines, clusters, again) => {
        const wave = makeWave({ seed, rows, lines, items: 1, weighted, clusters });
        const { rules, respondents } = rulesOf(wave, by);
        for (const item of releaseUnattacked(wave, by, rules)) {
          const edition = { item, rules, respondents };
          const knowledge = gatherKnowledge(again ? [edition, edition] : [edition]);
          const truth = truthOf(wave, rules, item, by);
          const values = knowledge.names.map((name) => {
            const value = truth.get(name);
            if (value === undefined) throw new Error(`Expected to know ${name}.`);
            return value;
          });
          const lies = [...values.entries()]
            .filter(
              ([place, value]) =>
                value < (knowledge.low[place] ?? 0) - 1e-6 || value > (knowledge.high[place] ?? 0) + 1e-6,
            )
            .map(([place, value]) => `${knowledge.names[place]} is ${value}`);
          for (const { variables, coefficients, low, high } of knowledge.constraints) {
            said++;
            const total = sum(variables.map((at, place) => (coefficients[place] ?? 0) * (values[at] ?? 0)));
            if (total >= low - 1e-6 * rows && total <= high + 1e-6 * rows) continue;
            const about = variables.map((at) => knowledge.names[at]).join(', ');
            lies.push(`${about}: ${total} is not between ${low} and ${high}`);
          }
          expect(lies).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(said).toBeGreaterThan(10_000);
});

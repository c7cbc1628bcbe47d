/** Questionnaires that nobody would write: any words, any numbers of options, rows and digits. */
import fc from 'fast-check';
import type {
  Item,
  Localized,
  Questionnaire,
  ResponseOption,
} from '../../src/questionnaire/questionnaire.ts';
import { samplePrivacyNotice } from './sample-questionnaire.ts';

const word = fc.constantFrom(
  'de',
  'halte',
  'reis',
  'een',
  'vervoersmaatschappij',
  'Świętokrzyskie',
  'και',
  'поїздка',
  'ığüşöç',
  '10',
  'in-',
  'uit/in',
  'arbeidsongeschiktheidsverzekering',
  'à',
  '„gut“',
);
const words = (most: number): fc.Arbitrary<Localized> =>
  fc.array(word, { minLength: 1, maxLength: most }).map((parts) => {
    const text = parts.join(' ');
    return { nl: text, en: text };
  });

/** Everything but what must be unique, which is filled in by place. */
type Named<T> = (name: string) => T;

const option = (canBeOther: boolean): fc.Arbitrary<Named<ResponseOption>> =>
  fc
    .record({ label: words(6), isOther: canBeOther ? fc.boolean() : fc.constant(false), goTo: fc.boolean() })
    .map(({ label, isOther, goTo }) => (name: string) => ({
      code: name,
      label,
      ...(isOther ? { other: { variable: `${name}_other` } } : {}),
      ...(goTo ? { goTo: 'end' } : {}),
    }));

const heading = fc
  .record({ text: words(20) })
  .chain(({ text }) =>
    fc
      .option(words(12), { nil: undefined })
      .map((instruction) => ({ text, ...(instruction === undefined ? {} : { instruction }) })),
  );

const choice: fc.Arbitrary<Named<Item>> = fc
  .tuple(heading, fc.array(option(true), { minLength: 1, maxLength: 12 }), fc.boolean())
  .map(([head, options, multiple]) => (id: string) => ({
    id,
    kind: 'choice',
    variable: id,
    multiple,
    ...head,
    options: options.map((make, i) => make(`${id}_${i}`)),
  }));

const scale: fc.Arbitrary<Named<Item>> = fc
  .tuple(
    heading,
    fc.constantFrom([0, 10], [1, 10], [1, 5], [1, 7]),
    fc.option(words(4), { nil: undefined }),
    fc.boolean(),
  )
  .map(([head, [from = 0, to = 10], label, withNoOpinion]) => (id: string) => ({
    id,
    kind: 'scale',
    variable: id,
    ...head,
    from,
    to,
    ...(label === undefined ? {} : { lowLabel: label, highLabel: label }),
    ...(withNoOpinion ? { noOpinion: { code: '99', label: label ?? { nl: 'nee', en: 'no' } } } : {}),
  }));

const grid: fc.Arbitrary<Named<Item>> = fc
  .tuple(
    heading,
    fc.array(words(10), { minLength: 1, maxLength: 9 }),
    fc.integer({ min: 2, max: 10 }),
    fc.boolean(),
  )
  .map(([head, labels, columns, numbered]) => (id: string) => ({
    id,
    kind: 'grid',
    ...head,
    rows: labels.map((label, i) => ({ variable: `${id}_r${i}`, label })),
    options: Array.from({ length: numbered ? columns : Math.min(columns, 4) }, (_, i) => {
      const name = numbered ? String(i + 1) : `mening ${i + 1}`;
      return { code: String(i + 1), label: { nl: name, en: name } };
    }),
  }));

const written: fc.Arbitrary<Named<Item>> = fc
  .tuple(heading, fc.constantFrom('number', 'date', 'time', 'text'), fc.integer({ min: 1, max: 6 }))
  .map(([head, kind, size]) => (id: string): Item => {
    if (kind === 'number') {
      return { id, kind, variable: id, ...head, digits: size, min: 0, max: 10 ** size - 1 };
    }
    if (kind === 'text') return { id, kind, variable: id, ...head, lines: size };
    return { id, kind, variable: id, ...head };
  });

export const generatedQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .record({
    paper: fc.constantFrom('A4' as const, 'Letter' as const),
    title: words(8),
    introduction: words(40),
    items: fc.array(fc.oneof(choice, scale, grid, written), { minLength: 1, maxLength: 14 }),
    sectionTitle: words(5),
    sectionEvery: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ paper, title, introduction, items, sectionTitle, sectionEvery }) => {
    const named = items.map((make, i) => make(`q${i}`));
    return {
      survey: 'generated',
      languages: ['nl', 'en'],
      paper,
      organisation: { nl: 'Vervoer', en: 'Vervoer' },
      title,
      introduction,
      correctionInstruction: { nl: 'Kruis aan.', en: 'Cross.' },
      privacyNotice: samplePrivacyNotice,
      context: [],
      sections: Array.from({ length: Math.ceil(named.length / sectionEvery) }, (_, i) => ({
        title: sectionTitle,
        items: named.slice(i * sectionEvery, (i + 1) * sectionEvery),
      })),
    };
  });

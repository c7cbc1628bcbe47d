import fc from 'fast-check';
import type { Item, Localized, Questionnaire } from '../../src/questionnaire/questionnaire.ts';
import { STANDARD_CORRECTION_INSTRUCTION } from '../../src/questionnaire/standard-words.ts';

/** A questionnaire and one of the ways in which people write it, as plain data to be put into YAML. */
export interface WrittenQuestionnaire {
  readonly written: Record<string, unknown>;
  readonly meant: Questionnaire;
}

const LANGUAGES = ['nl', 'en', 'fr', 'de'] as const;

const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿĀ-žΑ-Ωα-ωА-я0-9:,'"{}#&*!?|>%@`~-]{1,9}$/);
/** Words that the reader leaves as they are: composed, single blanks, and none that breaks before a sign. */
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) =>
  words
    .join(' ')
    .normalize('NFC')
    .replace(/ (?=[?!:;](?: |$))/g, '\u00a0'),
);

const localizedIn = (languages: readonly string[]): fc.Arbitrary<Localized> =>
  fc
    .tuple(...languages.map(() => text))
    .map((texts) => Object.fromEntries(languages.map((language, place) => [language, texts[place] ?? ''])));

interface Part<T> {
  readonly written: unknown;
  readonly meant: T;
}

interface OptionPart {
  readonly code: string;
  readonly label: Localized;
  readonly exclusive: boolean;
  readonly other: 'default' | 'named' | false;
  readonly goesToEnd: boolean;
}

const optionParts = (languages: readonly string[]): fc.Arbitrary<OptionPart[]> =>
  fc.uniqueArray(
    fc.record({
      code: fc.nat({ max: 98 }).map(String),
      label: localizedIn(languages),
      exclusive: fc.boolean(),
      other: fc.constantFrom('default' as const, 'named' as const, false as const),
      goesToEnd: fc.boolean(),
    }),
    { minLength: 2, maxLength: 6, selector: (option) => option.code },
  );

const choicePart = (
  variable: string,
  text: Localized,
  options: readonly OptionPart[],
  multiple: boolean,
  style: 'mapping' | 'list' | 'label',
): Part<Item> => {
  const others = options.filter((option) => option.other !== false).length;
  const details = options.map((option) => {
    const goTo = option.goesToEnd && (!multiple || option.exclusive) ? 'end' : undefined;
    const named = `${variable}_w${option.code}`;
    const byDefault = others === 1 ? `${variable}_other` : `${variable}_${option.code}_other`;
    return {
      ...option,
      goTo,
      exclusive: multiple && option.exclusive,
      variable: option.other === 'named' ? named : byDefault,
    };
  });
  const write = ({
    code,
    label,
    exclusive,
    other,
    goTo,
    variable: otherVariable,
  }: (typeof details)[number]) => ({
    ...(style === 'list' ? { code } : {}),
    ...(style === 'label' ? { label } : label),
    ...(exclusive ? { exclusive } : {}),
    ...(other === false ? {} : { other: other === 'named' ? otherVariable : true }),
    ...(goTo === undefined ? {} : { goto: goTo }),
  });
  return {
    written: {
      variable,
      question: text,
      ...(multiple ? { multiple } : {}),
      options:
        style === 'list'
          ? details.map(write)
          : new Map(details.map((option) => [Number(option.code), write(option)])),
    },
    meant: {
      kind: 'choice',
      id: variable,
      text,
      variable,
      multiple,
      options: details.map(({ code, label, exclusive, other, goTo, variable: otherVariable }) => ({
        code,
        label,
        ...(exclusive ? { exclusive } : {}),
        ...(other === false ? {} : { other: { variable: otherVariable } }),
        ...(goTo === undefined ? {} : { goTo }),
      })),
    },
  };
};

const itemPart = (variable: string, languages: readonly string[]): fc.Arbitrary<Part<Item>> => {
  const words = localizedIn(languages);
  const base = words.map((question) => ({ variable, text: question, id: variable }));
  return fc.oneof(
    fc
      .tuple(words, optionParts(languages), fc.boolean(), fc.constantFrom('mapping', 'list', 'label'))
      .map(([question, options, multiple, style]) =>
        choicePart(variable, question, options, multiple, style),
      ),
    fc
      .tuple(base, fc.nat({ max: 5 }), fc.integer({ min: 1, max: 10 }), fc.option(words), fc.option(words))
      .map(([{ text }, from, steps, low, noOpinion]) => ({
        written: {
          variable,
          question: text,
          scale: `${from}-${from + steps}`,
          ...(low === null ? {} : { low }),
          ...(noOpinion === null ? {} : { 'no-opinion': noOpinion }),
        },
        meant: {
          kind: 'scale' as const,
          id: variable,
          variable,
          text,
          from,
          to: from + steps,
          ...(low === null ? {} : { lowLabel: low }),
          ...(noOpinion === null ? {} : { noOpinion: { code: '99', label: noOpinion } }),
        },
      })),
    fc
      .tuple(base, fc.array(words, { minLength: 1, maxLength: 4 }), fc.option(words))
      .map(([{ text }, rows, high]) => ({
        written: {
          id: variable,
          question: text,
          scale: '1-3',
          rows: Object.fromEntries(rows.map((label, place) => [`${variable}_r${place}`, label])),
          ...(high === null ? {} : { high }),
        },
        meant: {
          kind: 'grid' as const,
          id: variable,
          text,
          rows: rows.map((label, place) => ({ variable: `${variable}_r${place}`, label })),
          options: ['1', '2', '3'].map((code) => ({
            code,
            label: Object.fromEntries(languages.map((language) => [language, code])),
          })),
          ...(high === null ? {} : { highLabel: high }),
        },
      })),
    fc.tuple(base, fc.nat({ max: 99_999 }), fc.nat({ max: 99_999 })).map(([{ text }, a, b]) => ({
      written: { variable, question: text, number: `${Math.min(a, b)}-${Math.max(a, b)}` },
      meant: {
        kind: 'number' as const,
        id: variable,
        variable,
        text,
        digits: String(Math.max(a, b)).length,
        min: Math.min(a, b),
        max: Math.max(a, b),
      },
    })),
    fc.tuple(base, fc.constantFrom('date' as const, 'time' as const)).map(([{ text }, kind]) => ({
      written: { variable, question: text, [kind]: true },
      meant: { kind, id: variable, variable, text },
    })),
    fc.tuple(base, fc.integer({ min: 1, max: 20 }), words).map(([{ text }, lines, instruction]) => ({
      written: { variable, question: text, lines, instruction },
      meant: { kind: 'text' as const, id: variable, variable, text, instruction, lines },
    })),
  );
};

const PRIVACY_KEYS = {
  controller: 'controller',
  contact: 'contact',
  'data-protection-officer': 'dataProtectionOfficer',
  purpose: 'purpose',
  'legal-basis': 'legalBasis',
  recipients: 'recipients',
  transfers: 'transfers',
  retention: 'retention',
  rights: 'rights',
  complaint: 'complaint',
  voluntary: 'voluntary',
} as const;

/** Well-formed questionnaires with up to six items, each written in some way. */
export const writtenQuestionnaires: fc.Arbitrary<WrittenQuestionnaire> = fc
  .tuple(fc.shuffledSubarray([...LANGUAGES], { minLength: 1 }), fc.integer({ min: 1, max: 6 }))
  .chain(([languages, itemCount]) =>
    fc
      .record({
        words: fc.array(localizedIn(languages), { minLength: 13, maxLength: 13 }),
        items: fc.tuple(...Array.from({ length: itemCount }, (_, place) => itemPart(`v${place}`, languages))),
        paper: fc.constantFrom('A4' as const, 'Letter' as const),
        inSection: fc.boolean(),
        sectionTitle: localizedIn(languages),
      })
      .map(({ words, items, paper, inSection, sectionTitle }) => {
        const at = (place: number): Localized => words[place] ?? {};
        const privacy = Object.entries(PRIVACY_KEYS).map(
          ([key, part], place) => [key, part, at(place)] as const,
        );
        const url = 'https://example.org/privacy';
        const written = {
          survey: 'generated',
          languages,
          paper,
          organisation: at(11),
          title: at(12),
          privacy: { ...Object.fromEntries(privacy.map(([key, , label]) => [key, label])), url },
          context: { line: 'as-is', date: 'month' },
          ...(inSection
            ? { sections: [{ title: sectionTitle, items: items.map((item) => item.written) }] }
            : { items: items.map((item) => item.written) }),
        };
        const contextLabel = (labels: Record<string, string>): Localized =>
          Object.fromEntries(languages.map((language) => [language, labels[language] ?? '']));
        const meant: Questionnaire = {
          survey: 'generated',
          languages,
          paper,
          organisation: at(11),
          title: at(12),
          correctionInstruction: Object.fromEntries(
            languages.map((language) => [language, STANDARD_CORRECTION_INSTRUCTION[language] ?? '']),
          ),
          privacyNotice: {
            ...(Object.fromEntries(privacy.map(([, part, label]) => [part, label])) as unknown as Omit<
              Questionnaire['privacyNotice'],
              'url'
            >),
            url,
          },
          sections: [
            { ...(inSection ? { title: sectionTitle } : {}), items: items.map((item) => item.meant) },
          ],
          context: [
            {
              key: 'line',
              variable: 'line',
              label: contextLabel({ nl: 'Lijn', en: 'Line', fr: 'Ligne', de: 'Linie' }),
              coarsen: { by: 'as-is' },
            },
            {
              key: 'date',
              variable: 'date',
              label: contextLabel({ nl: 'Datum', en: 'Date', fr: 'Date', de: 'Datum' }),
              coarsen: { by: 'month' },
            },
          ],
        };
        return { written, meant };
      }),
  );

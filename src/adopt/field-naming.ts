import { ROW_COLUMNS } from '../questionnaire/variable-names.ts';

const MOST_WORDS = 4;
const MOST_LENGTH = 32;
/** Words that say nothing about a question. */
const FILLERS = new Set(
  'a an the of to in on for is are was do does did you your u uw je de het een van op voor is bent heeft en and or le la les des du vous votre die der das und ist sie ihre wat what how hoe'.split(
    ' ',
  ),
);
/** Words that other programs keep for themselves: SPSS, and what every JavaScript object answers to. */
const KEPT = new Set([
  'all',
  'and',
  'by',
  'eq',
  'ge',
  'gt',
  'le',
  'lt',
  'ne',
  'not',
  'or',
  'to',
  'with',
  'constructor',
]);

/** The words of a printed line, in plain small letters and digits. */
const plainWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** An identifier of at most four telling words, or `otherwise` where the line has no letters. */
export const identifierOf = (text: string, otherwise: string): string => {
  const words = plainWords(text);
  if (!words.some((word) => /[a-z]{2}/.test(word))) return otherwise;
  const telling = words.filter((word) => !FILLERS.has(word) && word.length > 1);
  let name = '';
  for (const word of (telling.length > 0 ? telling : words).slice(0, MOST_WORDS)) {
    const longer = name === '' ? word : `${name}_${word}`;
    if (longer.length > MOST_LENGTH) break;
    name = longer;
  }
  if (name === '') name = words[0]!.slice(0, MOST_LENGTH);
  if (/^\d/.test(name) || KEPT.has(name) || (ROW_COLUMNS as readonly string[]).includes(name))
    name = `q_${name}`;
  return name;
};

/** Gives out names, each once: a second `gender` is `gender_2`. */
export const createNameGiver = (): ((wanted: string) => string) => {
  const taken = new Set<string>();
  return (wanted) => {
    let name = wanted;
    for (let k = 2; taken.has(name); k++) name = `${wanted}_${k}`;
    taken.add(name);
    return name;
  };
};

/**
 * Codes of a question's boxes from the words beside them: the printed numbers where every box has one of its own, their
 * order from 1 otherwise.
 */
export const codesOf = (labels: readonly string[]): string[] => {
  const numbers = labels.map((label) => /^\W*(\d{1,3})\W*$/.exec(label)?.[1] ?? '');
  const isNumbered = numbers.every((number) => number !== '') && new Set(numbers).size === numbers.length;
  return isNumbered ? numbers.map((number) => String(Number(number))) : labels.map((_, k) => String(k + 1));
};

import type { FaultValues, ToldCode } from '../../domain/errors.ts';
import type { Words } from './shape.ts';

interface Sentence {
  /** What happened. */
  readonly message: string;
  /** What the person can do about it. */
  readonly remedy: string;
}

/** Words for every code that the server may give, some of them with what the server says beside it. */
export type Refusals = Readonly<Record<ToldCode, Sentence | ((values: FaultValues) => Sentence)>>;

/** What the server said: its code and, in English, its words. */
interface Fault extends Sentence {
  readonly code: string;
  readonly values?: FaultValues | undefined;
}

export interface SaidFault extends Sentence {
  /** What the server says more exactly, in English alone. */
  readonly detail: string | null;
}

/** What these are about stands in the server's own words alone: a line of a file, a box, a setting. */
const EXACT_CODES = new Set<string>([
  'usage',
  'configuration-invalid',
  'questionnaire-invalid',
  'questionnaire-does-not-fit',
  'layout-invalid',
  'decision-invalid',
  'nothing-of-ours',
  'file-name-invalid',
  'questionnaire-changed',
] satisfies ToldCode[]);

const knows = (refusals: Refusals, code: string): code is ToldCode => Object.hasOwn(refusals, code);

/** What the server said, in the language of the screens; in English where a newer server has a code unknown to them. */
export const sayFault = ({ language, refusals }: Words, fault: Fault): SaidFault => {
  const { code, message, remedy, values = {} } = fault;
  const isExact = EXACT_CODES.has(code);
  if (!knows(refusals, code) || (language === 'en' && isExact)) return { message, remedy, detail: null };
  const words = refusals[code];
  const said = typeof words === 'function' ? words(values) : words;
  return { ...said, detail: isExact ? message : null };
};

/** Why a file was rejected: as it was put down then in Dutch and English, and by its code in the others. */
export const sayRejection = (
  words: Words,
  reason: { readonly code: string; readonly en: string; readonly nl: string },
): Omit<SaidFault, 'remedy'> => {
  const { language } = words;
  if (language === 'nl' || language === 'en') return { message: reason[language], detail: null };
  const { message, remedy, detail } = sayFault(words, { code: reason.code, message: reason.en, remedy: '' });
  return { message: `${message} ${remedy}`, detail };
};

/** The dictionary before a PDF stream's data, as far as it stands there in plain: ISO 32000-1, 7.3. */

export interface PdfName {
  readonly name: string;
}
/** Points at another object; what it holds is not looked up. */
export interface PdfReference {
  readonly reference: number;
}
export type PdfValue =
  number | boolean | null | PdfName | PdfReference | PdfString | PdfValue[] | PdfDictionary;
export interface PdfString {
  readonly text: string;
}
export type PdfDictionary = ReadonlyMap<string, PdfValue>;

const TOKEN =
  /\s*(?:%[^\r\n]*[\r\n]\s*)*(<<|>>|\[|\]|\/[^\s/<>[\](){}%]*|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[+-]?\d*\.?\d+|[A-Za-z]+)/sy;

class Tokens {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  next(): string | null {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (match === null) return null;
    this.#at = TOKEN.lastIndex;
    return match[1] ?? null;
  }
  /** `12 0 R` after its first number, or nothing taken. */
  takeReference(): boolean {
    const rest = /^\s+\d+\s+R(?![A-Za-z0-9])/.exec(this.#text.slice(this.#at, this.#at + 24));
    if (rest === null) return false;
    this.#at += rest[0].length;
    return true;
  }
}

const MAX_DEPTH = 8;

const parseValue = (tokens: Tokens, token: string | null, depth: number): PdfValue | undefined => {
  if (token === null || depth > MAX_DEPTH) return undefined;
  if (token === '<<') return parseEntries(tokens, depth + 1);
  if (token === '[') {
    const items: PdfValue[] = [];
    for (;;) {
      const next = tokens.next();
      if (next === ']') return items;
      const item = parseValue(tokens, next, depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
  }
  if (token.startsWith('/')) return { name: token.slice(1) };
  if (token.startsWith('(') || token.startsWith('<')) return { text: token };
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  const number = Number(token);
  if (!Number.isFinite(number)) return undefined;
  if (Number.isInteger(number) && tokens.takeReference()) return { reference: number };
  return number;
};

const parseEntries = (tokens: Tokens, depth: number): PdfDictionary | undefined => {
  const entries = new Map<string, PdfValue>();
  for (;;) {
    const key = tokens.next();
    if (key === '>>') return entries;
    if (key === null || !key.startsWith('/')) return undefined;
    const value = parseValue(tokens, tokens.next(), depth);
    if (value === undefined) return undefined;
    entries.set(key.slice(1), value);
  }
};

/**
 * The dictionary of the object whose stream data begin where `before` ends (`12 0 obj << ... >> stream\n`).
 * Null where it is not understood; the caller then takes the slower way.
 */
export const parseStreamDictionary = (before: string): PdfDictionary | null => {
  const start = /^[\s\S]*\d\s+\d+\s+obj\b/.exec(before);
  const end = /stream(\r\n|\n|\r)$/.exec(before);
  if (start === null || end === null) return null;
  const tokens = new Tokens(before.slice(start[0].length, end.index));
  if (tokens.next() !== '<<') return null;
  const dictionary = parseEntries(tokens, 0);
  return dictionary === undefined || tokens.next() !== null ? null : dictionary;
};

export const nameOf = (value: PdfValue | undefined): string | null =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : null;

export const numberOf = (value: PdfValue | undefined): number | null =>
  typeof value === 'number' ? value : null;

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;

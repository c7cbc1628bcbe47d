import { isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { ParsedNode } from 'yaml';
import type { z } from 'zod';
import type { Language, Localized } from './questionnaire.ts';
import type { QuestionnaireFault } from './questionnaire-fault.ts';
import { findNearestWord } from './spelling.ts';
import type { YamlSource } from './yaml-source.ts';

/** A value in the file and where it stands. `at` and `keyAt` are character offsets. */
export interface Field {
  /** As written; for an element of a list its place, from 1. */
  readonly key: string;
  readonly keyAt: number;
  /** Where the value begins; where nothing is written after the key, the key. */
  readonly at: number;
  /** Null where nothing is written. */
  readonly node: ParsedNode | null;
}

export type Fields = ReadonlyMap<string, Field>;

const EMPTY: Fields = new Map();

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** True for the lower-case ISO 639-1 code of a language. */
export const isLanguageCode = (code: string): boolean =>
  /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined;

const nameLanguage = (code: Language): string => `${languageNames.of(code) ?? code} (${code})`;

const quote = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);

export interface WordsRule {
  /** What the words are for, as a fault names them: "The question". */
  readonly what: string;
  /** Longer words are a warning. */
  readonly maxCharacters: number;
  /** A name may be one text for all languages without a remark; so may signs and letters that are no words. */
  readonly isName?: boolean;
}

/** One blank between words; none that breaks the line before the signs that French sets apart. */
const tidyText = (written: string): string =>
  written
    .normalize('NFC')
    .replace(/[ \t\r\n]+/g, ' ')
    .trim()
    .replace(/ (?=[?!:;»](?: |$))/g, '\u00a0')
    .replace(/« /g, '«\u00a0');

/**
 * Walks a parsed questionnaire file and gathers every fault it meets. A value that is wrong is replaced by an empty
 * one, so that the rest is still looked at; what was read counts only where there are no errors at the end.
 */
export class NodeReader {
  readonly faults: QuestionnaireFault[] = [];
  /** The questionnaire's languages, once known. */
  languages: readonly Language[] = [];
  readonly #source: YamlSource;

  constructor(source: YamlSource) {
    this.#source = source;
  }

  error(at: number, what: string, remedy: string): void {
    this.#add(at, 'error', what, remedy);
  }

  warn(at: number, what: string, remedy: string): void {
    this.#add(at, 'warning', what, remedy);
  }

  lineOf(at: number): number {
    return this.#source.locate(at).line;
  }

  #add(at: number, severity: 'error' | 'warning', what: string, remedy: string): void {
    this.faults.push({ file: this.#source.file, ...this.#source.locate(at), severity, what, remedy });
  }

  /** The value as a field of its own, for the file as a whole. */
  rootField(node: ParsedNode | null): Field {
    const at = node?.range[0] ?? 0;
    return { key: '', keyAt: at, at, node };
  }

  /** The keys and values of a mapping, in order; a fault and nothing where it is none. */
  readEntries(field: Field, what: string, remedy: string): Fields {
    const { node } = field;
    if (!isMap(node)) {
      if (!this.#refuseAlias(field)) {
        this.error(
          field.at,
          node === null ? `${what} is empty.` : `${what} is not a list of keys and values.`,
          remedy,
        );
      }
      return EMPTY;
    }
    const entries = new Map<string, Field>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const keyNode = pair.key as ParsedNode | null;
      const valueNode = pair.value ?? null;
      const keyAt = keyNode?.range[0] ?? field.at;
      if (!isScalar(keyNode)) {
        this.error(
          keyAt,
          'This key is not a plain word or number.',
          'Write one word or number before the colon.',
        );
        continue;
      }
      const key = keyNode.source ?? String(keyNode.value);
      const isNothing = valueNode === null || (isScalar(valueNode) && valueNode.value === null);
      const at = isNothing ? keyAt : valueNode.range[0];
      if (key === '__proto__' || key === '<<') {
        this.error(keyAt, `The key ${quote(key)} has no meaning here.`, 'Take it out.');
        continue;
      }
      const earlier = entries.get(key);
      if (earlier !== undefined) {
        this.error(
          keyAt,
          `The key ${quote(key)} stands twice; the first is on line ${this.lineOf(earlier.keyAt)}.`,
          'Keep one of them.',
        );
        continue;
      }
      entries.set(key, { key, keyAt, at, node: isNothing ? null : valueNode });
    }
    return entries;
  }

  /** Faults for keys that are not among `known`, with a guess at what was meant. */
  refuseUnknownKeys(fields: Fields, known: readonly string[], what: string): void {
    for (const field of fields.values()) {
      if (known.includes(field.key)) continue;
      const nearest = findNearestWord(field.key, known);
      const remedy =
        field.node === null && nearest === undefined
          ? 'If it belongs to the words before it, put all of those between quotes; else take it out.'
          : nearest === undefined
            ? `Take it out, or use one of: ${known.join(', ')}.`
            : `Did you mean ${quote(nearest)}?`;
      this.error(field.keyAt, `${what} has no key ${quote(field.key)}.`, remedy);
    }
  }

  /** A mapping of which every key must be among `known`. */
  readFields(field: Field, known: readonly string[], what: string, remedy: string): Fields {
    const fields = this.readEntries(field, what, remedy);
    this.refuseUnknownKeys(fields, known, what);
    return fields;
  }

  /** The elements of a list; a fault and nothing where it is none or holds none. */
  readElements(field: Field, what: string, remedy: string): readonly Field[] {
    const { node } = field;
    if (!isSeq(node)) {
      if (!this.#refuseAlias(field)) this.error(field.at, `${what} is not a list.`, remedy);
      return [];
    }
    if (node.items.length === 0) this.error(field.at, `${what} is empty.`, remedy);
    return node.items.map((item, place) => {
      const element = item as ParsedNode | null;
      const isNothing = element === null || (isScalar(element) && element.value === null);
      const at = element?.range[0] ?? field.at;
      return { key: String(place + 1), keyAt: at, at, node: isNothing ? null : element };
    });
  }

  /** The value as `schema` wants it; undefined with a fault where it does not fit. */
  readValue<T>(field: Field, schema: z.ZodType<T>, expected: string): T | undefined {
    const { node } = field;
    if (this.#refuseAlias(field)) return undefined;
    const remedy = `Write ${expected}.`;
    if (node === null) {
      this.error(field.at, `${quote(field.key)} is empty.`, remedy);
      return undefined;
    }
    if (!isScalar(node)) {
      this.error(field.at, `${quote(field.key)} is not a single value.`, remedy);
      return undefined;
    }
    const parsed = schema.safeParse(node.value);
    if (parsed.success) return parsed.data;
    // A number may stand where words are meant (a line 7, an option 1), as it was written.
    const asWritten = schema.safeParse(node.source?.trim() ?? String(node.value));
    if (asWritten.success) return asWritten.data;
    this.error(field.at, `${quote(field.key)} is ${quote(node.source ?? String(node.value))}.`, remedy);
    return undefined;
  }

  /** Words in all languages: one text, or a text a language. Empty words where there is a fault. */
  readWords(field: Field, rule: WordsRule): Localized {
    const { node } = field;
    if (!isMap(node)) return this.#readOneText(field, rule);
    const fields = this.readEntries(field, rule.what, '');
    return this.readWordsOf(fields, field.keyAt, [], rule);
  }

  /** As readWords, of a mapping that may have the keys `others` beside languages. */
  readWordsOf(fields: Fields, at: number, others: readonly string[], rule: WordsRule): Localized {
    const words: [Language, string][] = [];
    const foreign: Field[] = [];
    const unknown = new Map<string, Field>();
    for (const field of fields.values()) {
      if (others.includes(field.key)) continue;
      if (this.languages.includes(field.key)) {
        words.push([field.key, this.#readText(field, `${rule.what} in ${nameLanguage(field.key)}`, rule)]);
      } else if (isLanguageCode(field.key)) {
        foreign.push(field);
      } else {
        unknown.set(field.key, field);
      }
    }
    this.refuseUnknownKeys(unknown, [...this.languages, ...others], rule.what);
    if (this.languages.length > 0) {
      for (const field of foreign) {
        this.warn(
          field.keyAt,
          `${rule.what} has words in ${nameLanguage(field.key)}, which is not one of the languages.`,
          `Add ${field.key} to "languages" at the top, or take the words out.`,
        );
      }
    }
    const missing = this.languages.filter((language) => !words.some(([written]) => written === language));
    if (missing.length > 0) {
      this.error(
        at,
        `${rule.what} has no words in ${missing.map(nameLanguage).join(', ')}.`,
        `Add ${missing.map((language) => `${language}: "..."`).join(', ')}.`,
      );
    }
    return Object.fromEntries(words);
  }

  #readOneText(field: Field, rule: WordsRule): Localized {
    if (isSeq(field.node)) {
      this.error(
        field.at,
        `${rule.what} is a list.`,
        'Write words, or words by language: {nl: ..., en: ...}.',
      );
      return {};
    }
    if (this.#refuseAlias(field)) return {};
    const text = this.#readText(field, rule.what, rule);
    if (/\p{L}{3}/u.test(text) && this.languages.length > 1 && rule.isName !== true) {
      this.warn(
        field.at,
        `${rule.what} is the same in all ${this.languages.length} languages.`,
        `Translate it: {${this.languages.map((language) => `${language}: ...`).join(', ')}}.`,
      );
    }
    return Object.fromEntries(this.languages.map((language) => [language, text]));
  }

  #readText(field: Field, what: string, rule: WordsRule): string {
    if (this.#refuseAlias(field)) return '';
    if (field.node !== null && !isScalar(field.node)) {
      this.error(field.at, `${what} is not words.`, 'Write the words on one line, between quotes.');
      return '';
    }
    const written = field.node === null ? '' : (field.node.source ?? '');
    const text = tidyText(written);
    if (text === '') {
      this.error(field.at, `${what} is empty.`, 'Write the words.');
      return '';
    }
    if (/[\p{Cc}\p{Cs}\p{Co}\ufffd]/u.test(text)) {
      this.error(field.at, `${what} holds a character that cannot be printed.`, 'Type the words again.');
      return '';
    }
    if (text.length > rule.maxCharacters) {
      this.warn(
        field.at,
        `${what} has ${text.length} characters; more than ${rule.maxCharacters} read badly on paper.`,
        'Say it more briefly.',
      );
    }
    return text;
  }

  #refuseAlias(field: Field): boolean {
    if (!isAlias(field.node)) return false;
    this.error(
      field.at,
      'A word that begins with * refers to another part of the file, which is not used here.',
      'Put the words between quotes; for answers used more than once, write "option-lists".',
    );
    return true;
  }
}

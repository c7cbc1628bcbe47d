/** Names a form version by what it says and where: the same content always has the same name. */
import { createHash } from 'node:crypto';
import type { GrayImage } from '../domain/image.ts';
import type { Layout } from '../domain/layout.ts';
import { base32FromBytes, PAGE_CODE_LENGTHS } from '../domain/page-code.ts';
import type { Language, Questionnaire } from '../questionnaire/questionnaire.ts';

/** JSON with the keys of every object in order, so that equal content is equal text. */
const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
  }
  return JSON.stringify(value);
};

/**
 * Eight base-32 characters, 40 bits of SHA-256 over questionnaire, language and layout. What is declared of the rows alone
 * (`anonymity`) or published of them (`tables`) is not printed and may change between printings of one version.
 */
export const nameFormVersion = (
  questionnaire: Questionnaire,
  language: Language,
  layout: Omit<Layout, 'form'>,
): string => {
  const { anonymity: _rows, tables: _published, ...printed } = questionnaire;
  const content = canonicalJson({ questionnaire: printed, language, layout });
  const hash = createHash('sha256').update(content).digest();
  return base32FromBytes(hash.subarray(0, PAGE_CODE_LENGTHS.form));
};

/** The same over a layout and the pixels of its blank pages, for a form that was printed elsewhere. */
export const nameAdoptedForm = (layout: Layout, blanks: ReadonlyMap<number, GrayImage>): string => {
  const { form: _draft, ...content } = layout;
  const pixels = [...blanks]
    .sort(([one], [other]) => one - other)
    .map(([page, { data, width, height }]) => ({
      page,
      width,
      height,
      sha256: createHash('sha256').update(data).digest('hex'),
    }));
  const hash = createHash('sha256')
    .update(canonicalJson({ layout: content, pixels }))
    .digest();
  return base32FromBytes(hash.subarray(0, PAGE_CODE_LENGTHS.form));
};

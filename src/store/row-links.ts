/**
 * The internal link from a row on the screen to its copy, while its wave is open. There is no table of links: a link is one
 * AES-256 block over the copy's code and 64 fresh random bits, under a key that is derived from the wave's own key in the
 * folder `keys`. Each showing of a row has another link, and once that key is thrown away no link leads anywhere again,
 * whoever kept it. A block of which a bit was changed opens to noise: 14 zero bits and a copy that the wave must have
 * let one in 10^13 of those pass for a wave of a million copies.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { isPaperlineError, PaperlineError } from '../domain/errors.ts';
import { BASE32, PAGE_CODE_LENGTHS } from '../domain/page-code.ts';
import { readRowLink, ROW_LINK_BYTES, writeRowLink } from '../domain/row-link.ts';
import { findKey, keyOf } from './sheet-keys.ts';
import type { Connection, Store } from './store.ts';

const PURPOSE = 'paperline/row-link@1';
const COPY_CODE = new RegExp(`^[${BASE32}]{${PAGE_CODE_LENGTHS.copy}}$`, 'u');

const keyOfLinks = (waveKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', waveKey, Buffer.alloc(0), PURPOSE, 32));

/** The block before it is sealed: the 50 bits of the copy's code, 64 random ones, 14 zeros. */
const blockOf = (copy: string): Buffer => {
  let number = 0;
  for (const character of copy) number = number * 32 + BASE32.indexOf(character);
  const block = randomBytes(ROW_LINK_BYTES);
  block.writeUIntBE(Math.floor(number / 4), 0, 6);
  block[6] = ((number % 4) << 6) | (block.readUInt8(6) & 0x3f);
  block[14] = block.readUInt8(14) & 0xc0;
  block[15] = 0;
  return block;
};

/** Null for a block that was never made by `blockOf`, but for one in 16,384. */
const copyOf = (block: Buffer): string | null => {
  if ((block.readUInt8(14) & 0x3f) !== 0 || block.readUInt8(15) !== 0) return null;
  let number = block.readUIntBE(0, 6) * 4 + (block.readUInt8(6) >> 6);
  let copy = '';
  for (let at = 0; at < PAGE_CODE_LENGTHS.copy; at++) {
    copy = BASE32.charAt(number % 32) + copy;
    number = Math.floor(number / 32);
  }
  return copy;
};

/** Null where the wave's key is not there: restored without its keys, it has rows, but no links. */
const whereThere = <T>(find: () => T): T | null => {
  try {
    return find();
  } catch (error) {
    if (isPaperlineError(error) && error.code === 'key-missing') return null;
    throw error;
  }
};

/** Gives a copy of an open wave a link that no row had before; null where there can be none. */
export type RowLinker = (copy: {
  readonly copy: string;
  readonly wave: { readonly id: number; readonly state: 'open' | 'closed' };
}) => string | null;

/** The links of a survey's open waves. A wave whose key is not there has none. */
export const openRowLinker = (store: Store, survey: string): Promise<RowLinker> =>
  store.write((connection) => {
    const waves = connection
      .prepare<[string], number>(
        `SELECT w.id FROM wave w WHERE w.survey = ? AND w.state = 'open' AND EXISTS (
           SELECT 1 FROM copy c JOIN scan_page p ON p.copy = c.code AND p.counts = 1 WHERE c.wave_id = w.id)`,
      )
      .pluck()
      .all(survey);
    const ciphers = new Map(
      waves.flatMap((waveId) => {
        const key = whereThere(() => keyOf(connection, { survey, waveId }));
        // One block is a permutation of all blocks: nothing is chained, and nothing repeats, since each is fresh.
        return key === null
          ? []
          : [[waveId, createCipheriv('aes-256-ecb', keyOfLinks(key.bytes), null).setAutoPadding(false)]];
      }),
    );
    return ({ copy, wave }) => {
      const cipher = wave.state === 'open' ? ciphers.get(wave.id) : undefined;
      return cipher === undefined || !COPY_CODE.test(copy)
        ? null
        : writeRowLink(cipher.update(blockOf(copy)));
    };
  });

export interface LinkedCopy {
  readonly copy: string;
  readonly form: string;
  readonly survey: string;
}

const opensTo = (sealed: Buffer, waveKey: Buffer): string | null =>
  copyOf(createDecipheriv('aes-256-ecb', keyOfLinks(waveKey), null).setAutoPadding(false).update(sealed));

/**
 * The copy that a row of an open wave was made from. Whatever leads nowhere is refused alike: made up, altered, of a closed
 * wave, or the random id of an exported row. Inside a transaction.
 * @throws PaperlineError `row-link-over`
 */
export const findLinkedCopy = (connection: Connection, link: string): LinkedCopy => {
  const sealed = readRowLink(link);
  const waves =
    sealed === null
      ? []
      : connection
          .prepare<[], { id: number; survey: string }>(`SELECT id, survey FROM wave WHERE state = 'open'`)
          .all();
  const ofWave = connection.prepare<[string, number], LinkedCopy>(
    `SELECT c.code AS copy, c.form, w.survey FROM copy c JOIN wave w ON w.id = c.wave_id
     WHERE c.code = ? AND c.wave_id = ?`,
  );
  for (const { id, survey } of waves) {
    const key = whereThere(() => findKey(connection, { survey, waveId: id }));
    const copy = key === null || sealed === null ? null : opensTo(sealed, key.bytes);
    const found = copy === null ? undefined : ofWave.get(copy, id);
    if (found !== undefined) return found;
  }
  throw new PaperlineError({
    code: 'row-link-over',
    message: 'This row id leads to no picture.',
    remedy:
      'Take it anew from the rows on the screen. Rows of closed waves and of exported files lead nowhere, and are meant not to.',
  });
};

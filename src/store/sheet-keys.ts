/**
 * Keys by which what is on sheets is made unreadable at once, wherever copies of it are: pictures of fields lie in the
 * database under them, and a backup holds nothing of a sheet in any other way. A wave has one, and so have a survey's pages
 * whose copy is not known. A key is a file in the folder `keys` beside the database, never in the database or a backup of
 * it, and is thrown away when the wave is closed. AES-256-GCM.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { Connection } from './store.ts';

/** Whose sheets: a wave's, or a survey's pages without a copy. */
export interface SheetOwner {
  readonly survey: string;
  /** Null for pages whose copy is not known. */
  readonly waveId: number | null;
}

export interface SheetKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const MAGIC = Buffer.from('PLS1');
const ID_CHARACTERS = 10;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + ID_CHARACTERS + NONCE_BYTES + TAG_BYTES;
const KEY_BYTES = 32;

export const keysFolderOf = (database: string): string => path.join(path.dirname(database), 'keys');

const fileOf = (folder: string, id: string): string => path.join(folder, `${id}.key`);

const syncFolder = (folder: string): void => {
  // Windows has no such thing as a folder that can be synced.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Keys that were looked at, so that a file is read once. */
const known = new WeakMap<Connection, Map<string, Buffer>>();

const knownOf = (connection: Connection): Map<string, Buffer> => {
  const found = known.get(connection) ?? new Map<string, Buffer>();
  known.set(connection, found);
  return found;
};

/** The bytes of a key in `folder`; null where it is not there, or is not whole. */
export const readKey = (folder: string, id: string): Buffer | null => {
  const file = fileOf(folder, id);
  if (!existsSync(file)) return null;
  const bytes = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  return bytes.length === KEY_BYTES ? bytes : null;
};

const makeKey = (connection: Connection, { survey, waveId }: SheetOwner): SheetKey => {
  const folder = keysFolderOf(connection.name);
  const key = { id: base32FromBytes(randomBytes(ID_CHARACTERS)), bytes: randomBytes(KEY_BYTES) };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const handle = openSync(fileOf(folder, key.id), 'wx', 0o600);
  try {
    writeSync(handle, `${key.bytes.toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(folder);
  connection
    .prepare(`INSERT INTO sheet_key (key_id, survey, wave_id, made_at) VALUES (?, ?, ?, ?)`)
    .run(key.id, survey, waveId, new Date().toISOString());
  return key;
};

const missing = (id: string, folder: string): PaperlineError =>
  new PaperlineError({
    code: 'key-missing',
    message: `The key ${id} of this wave's sheets is not in ${folder}.`,
    remedy:
      'Put it back from where keys are kept; without it pictures of its fields cannot be shown by anybody.',
  });

/** @throws PaperlineError `key-missing` */
const keyNamed = (connection: Connection, id: string): Buffer => {
  const cache = knownOf(connection);
  const cached = cache.get(id);
  if (cached !== undefined) return cached;
  const folder = keysFolderOf(connection.name);
  const bytes = readKey(folder, id);
  if (bytes === null) throw missing(id, folder);
  cache.set(id, bytes);
  return bytes;
};

/**
 * The key of these sheets; null where none was made yet. Inside a transaction.
 * @throws PaperlineError `key-missing` where there should be one
 */
export const findKey = (connection: Connection, { survey, waveId }: SheetOwner): SheetKey | null => {
  const id = connection
    .prepare<[string, number | null], string>(
      `SELECT key_id FROM sheet_key WHERE survey = ? AND COALESCE(wave_id, 0) = COALESCE(?, 0) AND destroyed_at IS NULL`,
    )
    .pluck()
    .get(survey, waveId);
  return id === undefined ? null : { id, bytes: keyNamed(connection, id) };
};

/** As `findKey`; made where there is none. Inside a transaction that may write. */
export const keyOf = (connection: Connection, owner: SheetOwner): SheetKey =>
  findKey(connection, owner) ?? makeKey(connection, owner);

export const seal = ({ id, bytes: key }: SheetKey, bytes: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([MAGIC, Buffer.from(id, 'latin1'), nonce, cipher.getAuthTag(), ...sealed]);
};

/** What `seal` made from; `keyFor` gives the bytes of a key by its id. */
export const unseal = (sealed: Uint8Array, keyFor: (id: string) => Buffer): Buffer => {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  let at = MAGIC.length;
  const next = (length: number): Buffer => bytes.subarray(at, (at += length));
  const key = keyFor(next(ID_CHARACTERS).toString('latin1'));
  const decipher = createDecipheriv('aes-256-gcm', key, next(NONCE_BYTES));
  decipher.setAuthTag(next(TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(at)), decipher.final()]);
};

const isSealed = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER_BYTES && MAGIC.every((byte, at) => bytes[at] === byte);

/**
 * A picture as it was before it was sealed; one from before there were keys comes as it is. Inside a transaction.
 * @throws PaperlineError `key-missing`
 */
export const openPicture = (connection: Connection, image: Uint8Array): Uint8Array =>
  isSealed(image) ? unseal(image, (id) => keyNamed(connection, id)) : image;

/**
 * Throws a key away: its file is written over and removed, and it is forgotten here. One that is gone already is no fault.
 * What a disk or a copy of the folder remembers of it is beyond this.
 */
export const destroyKey = (connection: Connection, id: string): void => {
  const folder = keysFolderOf(connection.name);
  const file = fileOf(folder, id);
  const cached = knownOf(connection).get(id);
  cached?.fill(0);
  knownOf(connection).delete(id);
  if (!existsSync(file)) return;
  const handle = openSync(file, 'r+');
  try {
    const { size } = fstatSync(handle);
    for (const filler of [randomBytes(size), Buffer.alloc(size)]) {
      writeSync(handle, filler, 0, size, 0);
      fsyncSync(handle);
    }
  } finally {
    closeSync(handle);
  }
  unlinkSync(file);
  syncFolder(folder);
};

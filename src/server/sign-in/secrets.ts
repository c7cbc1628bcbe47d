import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const TOKEN_PREFIX = 'paperline_';

/** 256 bits that nobody guesses, in letters that go into a link or a cookie as they are. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** The same for a script, told from other secrets by its beginning, so that a leaked one can be searched for. */
export const newTokenSecret = (): string => `${TOKEN_PREFIX}${newSecret()}`;

/**
 * What is kept of a secret, and what it is looked up by: neither a stolen database nor the time of a look-up gives one
 * away. A plain hash is enough for what has 256 bits; passwords are hashed by `password-hash.ts`.
 */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

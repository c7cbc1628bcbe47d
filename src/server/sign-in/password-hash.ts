import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 9106 argon2id with the first choice of OWASP's password storage sheet: 19 MiB, two passes, one lane; some 30 ms. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** Hashes made at once; the others wait their turn, so that many tries take neither the memory nor the reading threads. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await work();
  } finally {
    // The place goes to the next one without becoming free between.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
};

interface Parameters {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

const PRESENT: Parameters = { memoryKib: MEMORY_KIB, passes: PASSES, lanes: LANES };

const tagOf = (password: string, salt: Buffer, parameters: Parameters, bytes: number): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        argon2(
          'argon2id',
          {
            // One person's é may be one character on this keyboard and two on that.
            message: Buffer.from(password.normalize('NFKC'), 'utf8'),
            nonce: salt,
            parallelism: parameters.lanes,
            tagLength: bytes,
            memory: parameters.memoryKib,
            passes: parameters.passes,
          },
          (error, tag) => (error === null ? resolve(tag) : reject(error)),
        );
      }),
  );

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/u, '');

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u;

/** A PHC string with a salt of its own. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt, PRESENT, TAG_BYTES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
};

/** Takes the same work whether there is a hash or not: the wait must not tell who has an account. */
export const verifyPassword = async (stored: string | null, password: string): Promise<boolean> => {
  const parts = stored === null ? null : STORED.exec(stored);
  if (parts === null) {
    await tagOf(password, Buffer.alloc(SALT_BYTES), PRESENT, TAG_BYTES);
    return false;
  }
  const [, memory = '', passes = '', lanes = '', salt = '', tag = ''] = parts;
  const parameters = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  const expected = Buffer.from(tag, 'base64');
  const found = await tagOf(password, Buffer.from(salt, 'base64'), parameters, expected.length);
  return timingSafeEqual(found, expected);
};

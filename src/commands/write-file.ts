import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PaperlineError } from '../domain/errors.ts';

/**
 * Writes `content` to `file` whole or not at all.
 * @throws PaperlineError `disk-full`, `file-not-writable`
 */
export const writeWhole = async (
  file: string,
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<void> => {
  const unfinished = `${file}.part`;
  try {
    await pipeline(Readable.from(content), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new PaperlineError({
      code: full ? 'disk-full' : 'file-not-writable',
      message: `${file} cannot be written (${(cause as Error).message}).`,
      remedy: full
        ? 'Make room on the disk.'
        : 'Name a file in a folder that exists and that you may write to.',
      cause,
    });
  }
};

import { PaperlineError } from './errors.ts';

/** The name as it is. @throws PaperlineError `usage` where it could not be told apart in lists, files and addresses */
export const waveNameOf = (text: string): string => {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(text)) return text;
  throw new PaperlineError({
    code: 'usage',
    message: `${JSON.stringify(text)} cannot be the name of a wave.`,
    remedy: 'Use letters, digits, spaces and . _ - and begin with a letter or digit, such as 2026-Q4.',
  });
};

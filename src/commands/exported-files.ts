import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import type { ExportFile } from '../rows/formats/export-files.ts';
import { writeWhole } from './write-file.ts';

/**
 * Where the files of an export go: the first is `out`, the others stand beside it.
 * @throws PaperlineError `usage` where two of them would be one
 */
export const exportPaths = (files: readonly ExportFile[], out: string): string[] => {
  const paths = [out, ...files.slice(1).map(({ name }) => path.join(path.dirname(out), name))];
  if (new Set(paths).size < paths.length) {
    throw new PaperlineError({
      code: 'usage',
      message: `This format writes ${path.basename(out)} and a second file of the same name.`,
      remedy: 'Name a file that ends in .xml.',
    });
  }
  return paths;
};

/**
 * Writes each file to its path; the one that was asked for last, so that what belongs beside it is there when it is.
 * @throws PaperlineError `disk-full`, `file-not-writable`
 */
export const writeExport = async (files: readonly ExportFile[], paths: readonly string[]): Promise<void> => {
  for (const [place, { content }] of [...files.entries()].toReversed()) {
    const file = paths[place];
    if (file === undefined) throw new Error(`Expected ${files.length} paths but received ${paths.length}.`);
    await writeWhole(file, content);
  }
};

/** Which table counts are perturbed with: the one that is built in, or one from a file. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { createTenFiveTable, readPerturbationTable, writePerturbationTable } from './cell-key.ts';
import type { PerturbationTable } from './cell-key.ts';

/** What the setting says for the table that is built in, and for none. */
export const TEN_FIVE = '10-5';
export const NO_PERTURBATION = 'off';

export interface Perturbation {
  /** `10-5`, or the file's name without its folder. */
  readonly name: string;
  /** Of the table as `writePerturbationTable` writes it, so that the order of a file's lines does not matter. */
  readonly sha256: string;
  readonly table: PerturbationTable;
}

export const namePerturbation = (name: string, table: PerturbationTable): Perturbation => ({
  name,
  sha256: createHash('sha256').update(writePerturbationTable(table)).digest('hex'),
  table,
});

/** The table that is built in. */
export const tenFive = (): Perturbation => namePerturbation(TEN_FIVE, createTenFiveTable());

/** What the setting `perturbation` names, without reading it; null where counts are not perturbed. */
export const perturbationName = (setting: string | undefined): string | null =>
  setting === undefined || setting === NO_PERTURBATION ? null : path.basename(setting);

/**
 * The table that the setting `perturbation` names: `10-5`, `off`, or the path of a CSV file; null where there is none.
 * @throws PaperlineError `perturbation-invalid` with the line that is wrong, or where there is no such file
 */
export const loadPerturbation = async (setting: string | undefined): Promise<Perturbation | null> => {
  const name = perturbationName(setting);
  if (setting === undefined || name === null) return null;
  if (setting === TEN_FIVE) return tenFive();
  let csv: string;
  try {
    csv = await readFile(setting, 'utf8');
  } catch (error) {
    throw new PaperlineError({
      code: 'perturbation-invalid',
      message: `The perturbation table ${setting} cannot be read (${(error as Error).message}).`,
      remedy: `Put the setting "perturbation" right: ${TEN_FIVE}, the path of a CSV file, or ${NO_PERTURBATION}.`,
      cause: error,
    });
  }
  return namePerturbation(name, readPerturbationTable(csv));
};

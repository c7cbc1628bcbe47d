/** Real scans and handwriting beside the checkout. They are never copied into the project; where they are absent, that is said. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openKnownForm } from '../../src/commands/layout-file.ts';
import type { PageRead } from '../../src/domain/page-read.ts';
import type { TruthLine } from '../../src/domain/truth.ts';
import { createReader } from '../../src/read/create-reader.ts';
import { loadMnist } from '../../src/read/digits/training/mnist.ts';
import { tallyDigitCells } from './digit-set.ts';
import { tallyMarkCrops } from './mark-crops.ts';
import { tallyScans } from './scan-tally.ts';
import type { Tally } from './tally.ts';

const DATA = path.resolve(import.meta.dirname, '../../../shared/data');

/** A set of real paper; `folder` holds it, `about` says what it is and whether it judges or tuned. */
export interface RealSet {
  readonly name: string;
  readonly about: string;
  readonly folder: string;
  tally(onPage?: (read: PageRead) => void): Promise<Tally>;
}

interface ScanSet {
  readonly folder: string;
  readonly truthFile: string;
  /** Each scan and the pages of the form that it holds, in their order. */
  readonly scans: readonly { readonly file: string; readonly pages: readonly number[] }[];
  readonly onPage?: ((read: PageRead) => void) | undefined;
}

/** Reads scans of an adopted form, whose layout and blanks lie in the set's folder. */
const tallyAdoptedScans = async ({ folder, truthFile, scans, onPage }: ScanSet): Promise<Tally> => {
  const form = await openKnownForm(path.join(folder, 'layout.json'));
  const { values } = JSON.parse(readFileSync(path.join(folder, truthFile), 'utf8')) as {
    values: Record<string, string | null>;
  };
  const truth = scans.flatMap(({ file, pages }) =>
    pages.map((page, pageIndex): TruthLine => {
      const fields = form.layout.pages.find((one) => one.page === page)?.fields ?? [];
      const held = fields.filter(({ variable }) => variable in values);
      return {
        file,
        pageIndex,
        copy: null,
        page,
        fields: Object.fromEntries(held.map(({ variable }) => [variable, values[variable] ?? null])),
        marks: {},
      };
    }),
  );
  return tallyScans({
    reader: await createReader({ forms: [form] }),
    layout: form.layout,
    folder,
    truth,
    ...(onPage === undefined ? {} : { onPage }),
  });
};

const ODK = path.join(DATA, 'real-scans/odk-checkbox');
const QUEXF = path.join(DATA, 'real-scans/quexf');

const odkSet = (camera: string, role: string, numbers: readonly string[]): RealSet => ({
  name: `odk-checkbox, ${camera}`,
  about: `Five phone photos of a sheet with 166 boxes, marked in many ways; ${role}.`,
  folder: ODK,
  tally: (onPage) => {
    const scans = readdirSync(path.join(ODK, 'sheet-1'))
      .filter((file) => numbers.some((number) => file.includes(`_${number}.`)))
      .map((file) => ({ file: path.join('sheet-1', file), pages: [1] }));
    return tallyAdoptedScans({ folder: ODK, truthFile: 'sheet-1/truth.json', scans, onPage });
  },
});

export const QUEXF_SET: RealSet = {
  name: 'quexf',
  about:
    'A black-and-white 300-dpi scan of two pages of a form from another system, filled in by hand, with black edges and skew; judging.',
  folder: QUEXF,
  tally: (onPage) =>
    tallyAdoptedScans({
      folder: QUEXF,
      truthFile: 'truth-1.json',
      scans: [{ file: 'filled-1.pdf', pages: [1, 2] }],
      onPage,
    }),
};

/** What the smoothing of photos and the agreement of patches are tuned on is the first camera; the second one judges. */
export const ODK_SETS: readonly RealSet[] = [
  odkSet('first camera', 'photos were smoothed and placed to these, so that they do not judge', [
    '164211',
    '172543',
    '172612',
    '172627',
    '172634',
  ]),
  odkSet('second camera', 'judging', ['164212', '172544', '172613', '172628', '172635']),
];

const CROPS = path.join(DATA, 'real-scans/mark-crops/checkboxes');

export const MARK_CROPS_SET: RealSet = {
  name: 'mark-crops',
  about:
    'Crops of 26 x 16 px of real boxes from phone photos. Its other folders are bubbles, boxes cut off at their frames and digits without cells, which no form here has.',
  folder: CROPS,
  tally: () => tallyMarkCrops(CROPS),
};

const MNIST = path.join(DATA, 'mnist');

export const MNIST_SET: RealSet = {
  name: 'MNIST digit cells',
  about:
    'The 10,000 handwritten digits of MNIST’s test set, drawn into printed cells, each read as a field of its own; judging.',
  folder: MNIST,
  tally: () => tallyDigitCells(loadMnist(MNIST, 't10k')),
};

export const REAL_SETS: readonly RealSet[] = [QUEXF_SET, ...ODK_SETS, MARK_CROPS_SET, MNIST_SET];

export const isAbsent = ({ folder }: RealSet): boolean => !existsSync(folder);

/** A set's tally, or where it was looked for in vain. */
export type RealResult = Pick<RealSet, 'name' | 'about'> &
  ({ readonly tally: Tally } | { readonly absentFrom: string });

export const runRealSets = async (onSet: (name: string) => void): Promise<RealResult[]> => {
  const results: RealResult[] = [];
  for (const set of REAL_SETS) {
    const { name, about, folder } = set;
    onSet(name);
    const outcome = isAbsent(set)
      ? { absentFrom: path.relative(process.cwd(), folder) }
      : { tally: await set.tally() };
    results.push({ name, about, ...outcome });
  }
  return results;
};

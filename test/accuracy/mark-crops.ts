/** Crops of real boxes from phone photos, put on a sheet and read as one field each. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { GrayImage } from '../../src/domain/image.ts';
import type { LayoutField, LayoutPage } from '../../src/domain/layout.ts';
import { readFields } from '../../src/read/marks/read-fields.ts';
import type { PageView } from '../../src/read/page-view.ts';
import { decodeImage } from '../../src/scan/decode-image.ts';
import { pictureOfField } from './miss-picture.ts';
import { emptyTally, fieldMiss, keepMiss, tallyField, type Tally } from './tally.ts';

/** Crops of 26 x 16 px show a printed box of 4.5 x 2.3 mm. */
const PX_PER_MM = 4.6;
const BOX_MM = { width: 4.5, height: 2.3 };
/** Paper around each crop, in its own light, as there is around boxes on paper. */
const PITCH_PX = 64;
const COLUMNS = 6;

/** The level of the paper at a crop's rim: its upper quartile, since marks may cross the rim. */
const rimLevel = ({ data, width, height }: GrayImage): number => {
  const rim: number[] = [];
  for (let column = 0; column < width; column++)
    rim.push(data[column] ?? 0, data[(height - 1) * width + column] ?? 0);
  for (let row = 0; row < height; row++) rim.push(data[row * width] ?? 0, data[row * width + width - 1] ?? 0);
  rim.sort((one, other) => one - other);
  return rim[Math.floor(rim.length * 0.75)] ?? 255;
};

/** A sheet of crops, one field each. */
const composeSheet = (crops: readonly GrayImage[]): { view: PageView; page: LayoutPage } => {
  const width = COLUMNS * PITCH_PX;
  const height = Math.ceil(crops.length / COLUMNS) * PITCH_PX;
  const data = new Uint8Array(width * height);
  const fields = crops.map((crop, at): LayoutField => {
    const left = (at % COLUMNS) * PITCH_PX;
    const top = Math.floor(at / COLUMNS) * PITCH_PX;
    const level = rimLevel(crop);
    for (let row = 0; row < PITCH_PX; row++)
      data.fill(level, (top + row) * width + left, (top + row) * width + left + PITCH_PX);
    const cropLeft = left + Math.floor((PITCH_PX - crop.width) / 2);
    const cropTop = top + Math.floor((PITCH_PX - crop.height) / 2);
    for (let row = 0; row < crop.height; row++) {
      const line = crop.data.subarray(row * crop.width, (row + 1) * crop.width);
      data.set(line, (cropTop + row) * width + cropLeft);
    }
    const x = (cropLeft + crop.width / 2) / PX_PER_MM - BOX_MM.width / 2;
    const y = (cropTop + crop.height / 2) / PX_PER_MM - BOX_MM.height / 2;
    return {
      variable: `crop${at}`,
      kind: 'choice',
      multiple: true,
      boxes: [{ code: '1', rectMm: { x, y, ...BOX_MM } }],
    };
  });
  const view: PageView = {
    image: { data, width, height },
    pageMmToScanPx: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1],
    pxPerMm: PX_PER_MM,
    paperLevel: 200,
    inkLevel: 50,
    residualMm: 0,
    reference: null,
  };
  return { view, page: { page: 1, registrationMarks: [], pageCodes: [], fields } };
};

/** Reads the crops in `folder`, whose names begin with how they are marked: `empty`, `check`, `X`, `filled`. */
export const tallyMarkCrops = async (folder: string): Promise<Tally> => {
  const names = readdirSync(folder).toSorted();
  const crops = await Promise.all(
    names.map(
      async (name) => (await decodeImage(await readFile(path.join(folder, name)), { place: name })).image,
    ),
  );
  const { view, page } = composeSheet(crops);
  const readings = readFields(view, page);
  const paper = { widthMm: view.image.width / PX_PER_MM, heightMm: view.image.height / PX_PER_MM };
  const tally = emptyTally();
  for (const [at, name] of names.entries()) {
    const style = /^[^_]+/u.exec(name)?.[0] ?? 'not recorded';
    const truth = style === 'empty' ? null : ['1'];
    const variable = `crop${at}`;
    const field = { variable, kind: 'choice', style, truth, reading: readings[variable] } as const;
    const miss = tallyField(tally, field);
    const layoutField = page.fields[at];
    if (miss === null || layoutField === undefined) continue;
    const place = { file: name, pageIndex: 0, degradations: [], origin: null };
    keepMiss(tally, {
      ...fieldMiss(miss, field, place),
      picture: await pictureOfField(view, layoutField, paper),
    });
  }
  return tally;
};

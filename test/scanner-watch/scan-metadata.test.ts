/** What a scanner or a person wrote about a file, beside the picture in it, never comes into the store. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import type { RectMm } from '../../src/domain/geometry.ts';
import { prepareDataFolder } from '../../src/operation/data-folder.ts';
import { newCopyCodes } from '../../src/print/copy-codes.ts';
import { printForm } from '../../src/print/form-print.ts';
import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { registerPrintRun } from '../../src/store/print-runs.ts';
import { openPicture } from '../../src/store/sheet-keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { quickConfig } from './quick-config.ts';
import { silentLog } from './silent-log.ts';

const DPI = 200;
const MARKER = 'Marker-of-who-scanned-it';

let root: string;
let store: Store;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'paperline-metadata-'));
  const folder = await prepareDataFolder({ root: path.join(root, 'data') });
  store = openStore(folder.database);
  const scans = path.join(root, 'scans');
  mkdirSync(scans);
  const file = 'short-survey.yaml';
  const loaded = loadQuestionnaire(readFileSync(path.join(FORMS_FOLDER, file)), file);
  if (!loaded.ok) throw new Error(`Expected ${file} to be without faults.`);
  const copies = newCopyCodes(3);
  const { pdf, layout } = await printForm({ questionnaire: loaded.questionnaire, language: 'nl', copies });
  await registerPrintRun(store, {
    version: { layout, questionnaire: loaded.questionnaire, references: [] },
    copies,
  });
  const words = layout.pages.flatMap(({ page, fields }) =>
    fields.flatMap((field) =>
      field.kind === 'text' && field.rectMm !== undefined ? [{ page, rect: field.rectMm }] : [],
    ),
  )[0];
  if (words === undefined) throw new Error('Expected a field of words.');
  let at = 0;
  for await (const { pageIndex, image } of renderPdfPages(pdf, { dpi: DPI })) {
    if (pageIndex % layout.pages.length !== words.page - 1) continue;
    scribble(image, words.rect);
    const [name, bytes] = await FORMATS[at++]!(image);
    writeFileSync(path.join(scans, name), bytes);
  }
  const ingest = createIngest({ folder, store, config: quickConfig, log: silentLog });
  const { files } = await ingest.ingestFiles([scans]);
  await ingest.close();
  if (files.some(({ outcome }) => outcome !== 'archived')) throw new Error('Expected the scans to be read.');
});
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

/** A zigzag of a pen, so that somebody must look at it. */
const scribble = ({ data, width }: GrayImage, rect: RectMm): void => {
  const px = (mm: number): number => Math.round((mm / 25.4) * DPI);
  const height = px(Math.min(rect.height, 6));
  for (let step = 0; step < px(30); step++) {
    const y = px(rect.y + 1) + Math.abs((step % (2 * height)) - height) * 0.7;
    for (const thick of [0, 1, 2, 3]) {
      data[Math.round(y) * width + px(rect.x + 3) + step + thick] = 20;
    }
  }
};

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${MARKER}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;

const asSharp = ({ data, width, height }: GrayImage) =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: DPI })
    .withExifMerge({ IFD0: { Artist: MARKER, ImageDescription: MARKER }, IFD2: { UserComment: MARKER } })
    .withXmp(XMP);

const asJpeg = (image: GrayImage): Promise<Buffer> => asSharp(image).jpeg({ quality: 90 }).toBuffer();

const FORMATS: readonly ((image: GrayImage) => Promise<readonly [string, Uint8Array]>)[] = [
  async (image) => ['scan.jpg', await asJpeg(image)],
  async (image) => [
    'scan.tif',
    await asSharp(image)
      .tiff({ compression: 'lzw', xres: DPI / 25.4, yres: DPI / 25.4 })
      .toBuffer(),
  ],
  async (image) => {
    const document = await PDFDocument.create();
    document.setAuthor(MARKER);
    document.setTitle(MARKER);
    document.setProducer(MARKER);
    const picture = await document.embedJpg(await asJpeg(image));
    const page = document.addPage([(image.width / DPI) * 72, (image.height / DPI) * 72]);
    page.drawImage(picture, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() });
    return ['scan.pdf', await document.save({ useObjectStreams: false })];
  },
];

const isIn = (bytes: Uint8Array, text: string): boolean => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(text) || buffer.includes(Buffer.from(text, 'utf16le'));
};

test('the files carry it, and the archive keeps them as they came until they are deleted', () => {
  for (const name of ['scan.jpg', 'scan.tif', 'scan.pdf']) {
    const bytes = readFileSync(path.join(root, 'scans', name));
    // pdf-lib writes texts as UTF-16 in hexadecimal.
    const hex = Buffer.from(MARKER, 'utf16le').swap16().toString('hex').toUpperCase();
    expect([name, isIn(bytes, MARKER) || isIn(bytes, hex)]).toEqual([name, true]);
  }
});

test('no table has it', async () => {
  const tables = await store.read((connection) =>
    connection
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all()
      .map((table) => [table, JSON.stringify(connection.prepare(`SELECT * FROM "${table}"`).all())] as const),
  );
  for (const [table, content] of tables) expect([table, content.includes(MARKER)]).toEqual([table, false]);
});

test('no picture of a field has it', async () => {
  const pictures = await store.read((connection) =>
    connection
      .prepare<[], Uint8Array>(`SELECT image FROM crop`)
      .pluck()
      .all()
      .map((image) => openPicture(connection, image)),
  );
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const picture of pictures) {
    expect(isIn(picture, MARKER)).toBe(false);
    const { exif, xmp, iptc } = await sharp(picture).metadata();
    expect({ exif, xmp, iptc }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined });
  }
});

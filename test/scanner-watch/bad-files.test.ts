/** Every kind of bad file, through the real reading threads, in one inbox: each is told apart and none stops the rest. */
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Trouble } from '../../scanner-watch/ingest-status.ts';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import { encodeJpeg, encodePng } from '../../src/scan/encode-image.ts';
import { buildPdf, drawWhole } from '../scan/pdf-builder.ts';
import { sampleImage } from '../scan/sample-image.ts';
import { quickConfig } from './quick-config.ts';
import { makeWatchedFolder, whereAllIs, type WatchedFolder } from './watched-folder.ts';

let place: WatchedFolder;
const blank = { data: new Uint8Array(850 * 1100).fill(255), width: 850, height: 1100 };

const pdfOf = (jpegs: readonly Uint8Array[], options = {}): Buffer =>
  buildPdf(
    jpegs.map((data) => ({
      mediaBox: [0, 0, 612, 792] as const,
      images: [
        {
          entries: '/Width 850 /Height 1100 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode',
          data,
        },
      ],
      content: drawWhole(612, 792),
    })),
    options,
  );

/** The header of an image of that size, with next to no data behind it. */
const hugePng = (size: number): Buffer => {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** By name: what is dropped, and the reason that it is rejected for. */
const badFiles = new Map<string, { readonly content: Uint8Array; readonly code: string }>();

beforeAll(async () => {
  place = await makeWatchedFolder();
  const jpeg = await encodeJpeg(sampleImage(850, 1100), { dpi: 100 });
  const blankJpeg = await encodeJpeg(blank, { dpi: 100 });
  const pdf = pdfOf([jpeg, blankJpeg]);
  const bad = (name: string, content: Uint8Array, code: string): void => {
    badFiles.set(name, { content, code });
  };
  bad('truncated.pdf', pdf.subarray(0, Math.floor(pdf.length * 0.6)), 'scan-truncated');
  bad('truncated.jpg', jpeg.subarray(0, Math.floor(jpeg.length * 0.5)), 'scan-truncated');
  bad('encrypted.pdf', pdfOf([jpeg], { userPassword: 'secret' }), 'scan-encrypted');
  bad('letter.pdf', Buffer.from('Dear passenger, this is a letter.'), 'scan-not-an-image');
  bad('archive.pdf', Buffer.from('PK\u0003\u0004 and so on'), 'scan-not-an-image');
  bad(
    'ten thousand pages.pdf',
    pdfOf(Array.from({ length: 10_000 }, () => new Uint8Array(8))),
    'scan-too-many-pages',
  );
  bad('huge.png', hugePng(50_000), 'scan-too-large');
  bad('photo 🐱 ..png', await encodePng(sampleImage(850, 1100), { dpi: 100 }), 'nothing-of-ours');
  bad('blank.pdf', pdfOf([blankJpeg, blankJpeg]), 'nothing-of-ours');
});
afterAll(() => place.remove());

test('bad files of every kind are rejected, each with its own reason', async () => {
  for (const [name, { content }] of badFiles) writeFileSync(path.join(place.folder.inbox, name), content);
  const ingest = place.ingest({ reading: createScanReading(place.store, quickConfig) });
  const stop = new AbortController();
  const watching = ingest.watch(stop.signal);
  while (ingest.status().filesRejected < badFiles.size) await once(ingest.events, 'file');
  stop.abort();
  await watching;
  const { inbox, reading, archive } = whereAllIs(place.folder);
  expect({ inbox, reading, archive }).toEqual({ inbox: [], reading: [], archive: [] });
  const files = await place.store.db
    .selectFrom('scan_file')
    .select(['original_name', 'reason_code'])
    .execute();
  const found = Object.fromEntries(
    files.map(({ original_name, reason_code }) => [original_name, reason_code]),
  );
  expect(found).toEqual(Object.fromEntries([...badFiles].map(([name, { code }]) => [name, code])));
  for (const name of badFiles.keys()) {
    const reason = readFileSync(path.join(place.folder.rejected, `${name}.reason.txt`), 'utf8');
    // Both languages, and never the name under which the file was read.
    expect(reason).toMatch(/Nederlands\n\S[^]*English\n\S/);
    expect(reason).not.toContain('__');
  }
});

test('a form that cannot be loaded is no fault of the scans: nothing is rejected for it', async () => {
  const other = await makeWatchedFolder();
  try {
    await other.store.db.updateTable('form_version').set({ layout_json: '{"not": "a layout' }).execute();
    writeFileSync(path.join(other.folder.inbox, 'scan.jpg'), await encodeJpeg(blank, { dpi: 100 }));
    const ingest = other.ingest({ reading: createScanReading(other.store, quickConfig) });
    const stop = new AbortController();
    const watching = ingest.watch(stop.signal);
    const [trouble] = (await once(ingest.events, 'paused')) as [Trouble];
    stop.abort();
    await watching;
    expect(trouble.code).toBe('database-damaged');
    const { reading, rejected } = whereAllIs(other.folder);
    expect({ reading: reading.length, rejected }).toEqual({ reading: 1, rejected: [] });
  } finally {
    await other.remove();
  }
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScanReading } from '../../scanner-watch/scan-reading.ts';
import type { GrayImage } from '../../src/domain/image.ts';
import type { TextRecogniser } from '../../src/read/open-text.ts';
import { encodeJpeg } from '../../src/scan/encode-image.ts';
import type { ScannedPage } from '../../src/store/scans.ts';
import { sampleReading } from '../store/sample-store.ts';
import { fakeReading, fakeScan } from './fake-reading.ts';
import { makeWatchedFolder, type WatchedFolder } from './watched-folder.ts';

let place: WatchedFolder;
beforeEach(async () => {
  place = await makeWatchedFolder();
});
afterEach(() => place.remove());

/** A remark on the first page of a copy for every file; the crop shows 80 x 40 px of which the field is the middle. */
const readingOfRemarks = async (image?: Uint8Array): Promise<ScanReading> => {
  const crop = {
    mime: 'image/jpeg',
    width: 80,
    height: 40,
    frame: { boxes: [], field: { x: 10, y: 5, width: 60, height: 30 } },
    image: image ?? (await encodeJpeg({ data: new Uint8Array(80 * 40).fill(200), width: 80, height: 40 })),
  };
  let copy = 0;
  return {
    ...fakeReading(),
    filesAtOnce: 1,
    async readScan({ onPages }): Promise<readonly ScannedPage[]> {
      onPages(1);
      const remark1 = {
        state: 'answered',
        value: null,
        confidence: 0.5,
        review: true,
        reasons: ['text-to-transcribe'],
      } as const;
      const reading = sampleReading(0, ++copy, 1, { status: 'review', fields: { remark1 } });
      return [{ reading, crops: new Map([['remark1', crop]]) }];
    },
  };
};

const suggestions = async (): Promise<(string | null)[]> =>
  (await place.store.db.selectFrom('review_task').select('suggestion_json').orderBy('id').execute()).map(
    ({ suggestion_json }) => suggestion_json,
  );

const drop = (count: number): void => {
  for (let at = 0; at < count; at++) {
    writeFileSync(path.join(place.folder.inbox, `scan ${at}.pdf`), fakeScan([{ copy: at, page: 1 }], at));
  }
};

const recogniserOf = (recognise: (image: GrayImage) => Promise<{ text: string; confidence: number }>) => {
  const asked: string[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  return {
    asked,
    closed,
    create: async (languages: readonly string[]): Promise<TextRecogniser> => {
      asked.push(...languages);
      return {
        recognise,
        close: async () => resolve(),
      };
    },
  };
};

test('handwriting gets a suggestion when nothing is left to read, and the recogniser is let go of', async () => {
  drop(3);
  const sizes: string[] = [];
  const readAt: number[] = [];
  const recogniser = recogniserOf(async ({ width, height }) => {
    sizes.push(`${width} x ${height}`);
    readAt.push(ingest.status().filesArchived);
    return { text: `remark ${sizes.length}`, confidence: 0.4 };
  });
  const ingest = place.ingest({ reading: await readingOfRemarks(), createRecogniser: recogniser.create });
  const stop = new AbortController();
  const watching = ingest.watch(stop.signal);
  await recogniser.closed;
  stop.abort();
  await watching;
  expect((await suggestions()).map((json) => JSON.parse(json ?? 'null') as unknown)).toEqual([
    { value: 'remark 1', confidence: 0.4 },
    { value: 'remark 2', confidence: 0.4 },
    { value: 'remark 3', confidence: 0.4 },
  ]);
  expect(sizes).toEqual(['60 x 30', '60 x 30', '60 x 30']);
  expect(readAt).toEqual([3, 3, 3]);
  expect(recogniser.asked).toEqual(['nl']);
});

test('what was left undone is done after the next start; what cannot be read is passed over', async () => {
  drop(1);
  const none = place.ingest({ reading: await readingOfRemarks(Buffer.from('no picture')) });
  await none.ingestFiles([place.folder.inbox]);
  await none.close();
  expect(await suggestions()).toEqual([null]);
  const recogniser = recogniserOf(async () => ({ text: '', confidence: 0 }));
  const ingest = place.ingest({ createRecogniser: recogniser.create });
  const stop = new AbortController();
  const watching = ingest.watch(stop.signal);
  await recogniser.closed;
  stop.abort();
  await watching;
  expect(await suggestions()).toEqual(['{"value":null,"confidence":0}']);
});

test('without a recogniser scans are read all the same', async () => {
  drop(2);
  const ingest = place.ingest({
    reading: await readingOfRemarks(),
    createRecogniser: async () => {
      throw new Error('no language data');
    },
  });
  const stop = new AbortController();
  ingest.events.on('file', () => {
    if (ingest.status().filesArchived === 2) stop.abort();
  });
  const watching = ingest.watch(stop.signal);
  await watching;
  expect(await suggestions()).toEqual([null, null]);
});

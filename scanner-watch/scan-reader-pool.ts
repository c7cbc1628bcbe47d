import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { PaperlineError } from '../src/domain/errors.ts';
import type { Config } from '../src/operation/config.ts';
import { READER_VERSION } from '../src/read/reader-version.ts';
import { countForms } from '../src/store/form-versions.ts';
import { readSampling } from '../src/store/quality-draw.ts';
import type { ScannedPage } from '../src/store/scans.ts';
import type { Store } from '../src/store/store.ts';
import type { ReadingAnswer, ReadingJob, ReadingProgress } from './scan-reader-messages.ts';
import type { ScanReading } from './scan-reading.ts';

/** A larger file, from about five gray pages or eighty of fax kind on, is read by all threads together. */
const SHARED_FROM_BYTES = 4_000_000;

/** While one file is stored and archived the next is read already, so the threads never wait. */
const FILES_BEYOND_THREADS = 1;

/**
 * Pages pass through memory outside the engine's heap, nine million bytes each, and the engine takes that for a heap that
 * grows: with its own choice of a first size it marks the whole heap every third page, which costs a fifth of an ingest.
 */
const FIRST_HEAP_MB = 48;

/** Reading in worker threads, one a core unless `config.readers` says otherwise. */
export const createScanReading = (
  store: Store,
  config: Pick<Config, 'readers' | 'targetErrorRate'>,
  sharedFromBytes = SHARED_FROM_BYTES,
): ScanReading => {
  const threads = config.readers === 0 ? availableParallelism() : config.readers;
  // Heard by threads that are started from here on; this one keeps what it was started with.
  setFlagsFromString(`--initial-old-space-size=${FIRST_HEAP_MB}`);
  const pool = new Piscina<ReadingJob, ReadingAnswer>({
    filename: new URL('./scan-reader-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    // Starting a thread takes as long as reading ten pages; an idle one holds some 50 MB.
    idleTimeout: 60_000,
    concurrentTasksPerWorker: 1,
    // Reading makes little garbage on the heap; the engine's own choice is six times this, a thread.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const jobFor = async (file: string, name: string) => ({
    file,
    name,
    database: store.path,
    formCount: await countForms(store),
    targetErrorRate: config.targetErrorRate,
  });
  const faultless = (answer: ReadingAnswer): Exclude<ReadingAnswer, { kind: 'fault' }> => {
    if (answer.kind === 'fault') throw new PaperlineError(answer.fault);
    return answer;
  };
  return {
    readerVersion: READER_VERSION,
    filesAtOnce: threads + FILES_BEYOND_THREADS,
    async readScan({ file, name, onPages, onPageCount, signal }) {
      const shares = (await stat(file)).size < sharedFromBytes ? 1 : threads;
      const common = await jobFor(file, name);
      const sampling = await readSampling(store);
      const readShare = async (share: number): Promise<readonly ScannedPage[]> => {
        const { port1, port2 } = new MessageChannel();
        port1.on('message', (progress: ReadingProgress) => {
          if ('pagesRead' in progress) onPages(progress.pagesRead);
          else onPageCount?.(progress.pagesInFile);
        });
        try {
          const job: ReadingJob = {
            kind: 'read',
            ...common,
            share,
            of: shares,
            port: port2,
            sampling,
          };
          const answer = faultless(await pool.run(job, { signal, transferList: [port2] }));
          if (answer.kind !== 'pages') throw new Error(`Expected pages but received ${answer.kind}.`);
          return answer.pages;
        } finally {
          port1.close();
        }
      };
      const runs = Array.from({ length: shares }, (_, share) => readShare(share));
      // What is wrong with a file as a whole, all shares meet at once; ending a thread for it would cost more.
      await Promise.allSettled(runs);
      const pages = (await Promise.all(runs)).flat();
      return pages.sort((a, b) => a.reading.pageIndex - b.reading.pageIndex);
    },
    async cropFields(file, wanted, signal) {
      const job: ReadingJob = { kind: 'crop', ...(await jobFor(file, file)), wanted };
      const answer = faultless(await pool.run(job, { signal }));
      if (answer.kind !== 'crops') throw new Error(`Expected crops but received ${answer.kind}.`);
      return answer.crops;
    },
    async close() {
      await pool.destroy();
    },
  };
};

/**
 * Words on paper as text, by Tesseract: suggestions for open answers, and the printed words of a torn page code.
 * The one place that knows tesseract.js. Everything it needs is on disk; it makes no connection.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { GrayImage } from '../domain/image.ts';

export interface RecogniseOptions {
  /** The image holds one line of text; a block of lines otherwise. */
  readonly singleLine?: boolean;
  /** The only characters that may come out; all where empty. */
  readonly whitelist?: string;
  /** Of the image; 300 unless told. */
  readonly dpi?: number;
}

export interface RecognisedText {
  /** Lines are ended by \n; without white space at either end; empty where no text was found. */
  readonly text: string;
  /** Tesseract's own certainty, 0 to 1: good for ordering, not calibrated. */
  readonly confidence: number;
}

export interface TextRecogniser {
  /** One image at a time: further calls wait. Rejects once the recogniser is closed. */
  recognise(image: GrayImage, options?: RecogniseOptions): Promise<RecognisedText>;
  /** Lets the call that is running end, refuses those that wait, and frees the thread. */
  close(): Promise<void>;
}

export interface TextRecogniserOptions {
  /** Prefer words of the languages; true unless told. False for codes, which are no words. */
  readonly dictionaries?: boolean;
}

/** Language data at hand, by the language codes that questionnaires use. */
const LANGUAGE_DATA: Readonly<Record<string, string>> = { nl: 'nld', en: 'eng', fr: 'fra', de: 'deu' };
const LATIN = 'eng';
// Integer weights: a third of the size and twice the speed of the floating-point ones.
const MODEL = '4.0.0_best_int';

const modelPath = (data: string): string =>
  join(
    dirname(fileURLToPath(import.meta.resolve(`@tesseract.js-data/${data}`))),
    MODEL,
    `${data}.traineddata.gz`,
  );

/** A folder that holds these languages' data side by side, as tesseract.js wants them; gone after `use`. */
const withLanguageFolder = async <T>(
  datas: readonly string[],
  use: (folder: string) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'paperline-text-'));
  try {
    await Promise.all(datas.map((data) => copyFile(modelPath(data), join(folder, `${data}.traineddata.gz`))));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

// tesseract.js looks for EXIF orientation in the first 500 bytes of whatever it is given; here are none but this.
const COMMENT = `#${' '.repeat(510)}\n`;

/** The image as a binary PGM, which Tesseract reads as it is. */
const encodePgm = ({ data, width, height }: GrayImage): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${COMMENT}${width} ${height}\n255\n`, 'latin1'), data]);

/**
 * Starts a recogniser for languages by their two-letter codes (nl, en, fr, de; English stands in where none of them
 * is asked for, since it knows the letters). It runs in a thread of its own; starting takes about half a second.
 */
export const createTextRecogniser = async (
  languages: readonly string[],
  options: TextRecogniserOptions = {},
): Promise<TextRecogniser> => {
  const known = languages.flatMap((language) => LANGUAGE_DATA[language] ?? []);
  const datas = known.length === 0 ? [LATIN] : [...new Set(known)];
  const words = options.dictionaries === false ? '0' : '1';
  // Where starting fails, createWorker's promise stays open for ever and only the handler is told. Later faults come
  // by their jobs' promises too.
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const errorHandler = (reason: unknown): void => {
    failure.reject(new Error(`Tesseract failed: ${String(reason)}`, { cause: reason }));
  };
  const worker = await withLanguageFolder(datas, (langPath) =>
    Promise.race([
      createWorker(
        datas,
        OEM.LSTM_ONLY,
        { langPath, cacheMethod: 'none', gzip: true, errorHandler },
        { load_system_dawg: words, load_freq_dawg: words },
      ),
      failure.promise,
    ]),
  );

  let isClosed = false;
  // Parameters belong to the worker, not to a job: each job sets them and runs before the next one does.
  let last: Promise<unknown> = Promise.resolve();

  const recogniseNow = async (image: GrayImage, job: RecogniseOptions): Promise<RecognisedText> => {
    if (isClosed) throw new Error('The text recogniser is closed.');
    await worker.setParameters({
      tessedit_pageseg_mode: job.singleLine === true ? PSM.SINGLE_LINE : PSM.SINGLE_BLOCK,
      tessedit_char_whitelist: job.whitelist ?? '',
      user_defined_dpi: String(job.dpi ?? 300),
      // Tesseract would write its doubts to the terminal, among what people should read.
      debug_file: '/dev/null',
    });
    const { data } = await worker.recognize(encodePgm(image));
    const text = data.text.trim();
    return { text, confidence: text === '' ? 0 : Math.min(1, Math.max(0, data.confidence / 100)) };
  };

  return {
    recognise: (image, job = {}) => {
      const result = last.then(() => recogniseNow(image, job));
      last = result.catch(() => {});
      return result;
    },
    close: async () => {
      isClosed = true;
      await last;
      await worker.terminate();
    },
  };
};

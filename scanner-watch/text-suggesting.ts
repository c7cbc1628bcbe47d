/** Reads handwriting in the background, so that whoever transcribes it finds a first try beside it. */
import { z } from 'zod';
import type { GrayImage } from '../src/domain/image.ts';
import type { Alternative } from '../src/domain/page-read.ts';
import type { Log } from '../src/operation/log.ts';
import { createTextRecogniser, type TextRecogniser } from '../src/read/open-text.ts';
import { decodeImage } from '../src/scan/decode-image.ts';
import type { Store } from '../src/store/store.ts';
import { findUnreadText, storeSuggestion, type UnreadText } from '../src/store/text-suggestions.ts';

export interface TextSuggesting {
  readonly store: Store;
  readonly log: Log;
  /** Resolves when nothing is being read or about to be: reading scans goes first. Rejects on abort. */
  readonly whenIdle: () => Promise<void>;
  /** How many files have come to their end; each may bring handwriting. */
  readonly countFiles: () => number;
  /** Resolves when there are more than `files`. Rejects on abort. */
  readonly whenMoreFiles: (files: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly createRecogniser?: (languages: readonly string[]) => Promise<TextRecogniser>;
}

/** Crops are made at 8 px/mm. */
const CROP_DPI = 203;

const frameSchema = z.object({
  field: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional(),
});

/** The field itself, without the printed words around it that a recogniser would read too. */
const cutField = (image: GrayImage, frame: unknown): GrayImage => {
  const field = frameSchema.safeParse(frame).data?.field;
  if (field === undefined) return image;
  const left = Math.max(0, Math.floor(field.x));
  const top = Math.max(0, Math.floor(field.y));
  const width = Math.min(image.width, Math.ceil(field.x + field.width)) - left;
  const height = Math.min(image.height, Math.ceil(field.y + field.height)) - top;
  if (width < 1 || height < 1) return image;
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * image.width + left;
    data.set(image.data.subarray(from, from + width), row * width);
  }
  return { data, width, height };
};

const NOTHING: Alternative = { value: null, confidence: 0 };

/** One recogniser at a time, for one language; a survey's forms come in runs of one language. */
const keepRecogniser = (create: NonNullable<TextSuggesting['createRecogniser']>) => {
  let open: { readonly language: string; readonly recogniser: TextRecogniser } | null = null;
  const close = async (): Promise<void> => {
    const closing = open;
    open = null;
    await closing?.recogniser.close();
  };
  return {
    close,
    async forLanguage(language: string): Promise<TextRecogniser> {
      if (open?.language !== language) {
        await close();
        open = { language, recogniser: await create([language]) };
      }
      return open.recogniser;
    },
  };
};

const suggest = async ({ image, frame }: UnreadText, recogniser: TextRecogniser): Promise<Alternative> => {
  const crop = await decodeImage(image, { place: 'a picture of a field' });
  const { text, confidence } = await recogniser.recognise(cutField(crop.image, frame), { dpi: CROP_DPI });
  return text === '' ? NOTHING : { value: text, confidence };
};

/**
 * Goes on until `signal` is aborted. What is left to do stands in the store, so it goes on after a restart where it
 * was. A picture that cannot be read is passed over for good; without a recogniser there are no suggestions, and
 * everything else goes on.
 */
export const suggestTexts = async (options: TextSuggesting): Promise<void> => {
  const {
    store,
    log,
    whenIdle,
    countFiles,
    whenMoreFiles,
    signal,
    createRecogniser = createTextRecogniser,
  } = options;
  const kept = keepRecogniser(createRecogniser);
  try {
    while (!signal.aborted) {
      await whenIdle();
      const files = countFiles();
      const unread = await findUnreadText(store);
      if (unread === null) {
        // An idle recogniser holds some 100 MB.
        await kept.close();
        await whenMoreFiles(files);
        continue;
      }
      const recogniser = await kept.forLanguage(unread.language);
      let suggestion = NOTHING;
      try {
        suggestion = await suggest(unread, recogniser);
      } catch (error) {
        log.warn({ err: error, task: unread.task }, 'handwriting could not be looked at by the machine');
      }
      await storeSuggestion(store, unread.task, suggestion);
    }
  } catch (error) {
    if (!signal.aborted)
      log.error({ err: error }, 'there will be no suggestions for handwriting until the next start');
  } finally {
    await kept.close();
  }
};

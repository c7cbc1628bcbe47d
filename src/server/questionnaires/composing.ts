import { Worker } from 'node:worker_threads';
import { PaperlineError } from '../../domain/errors.ts';
import type { QuestionnaireFault } from '../../questionnaire/questionnaire-fault.ts';

/** One copy of a form, as it will print. */
export interface PrintedBlank {
  readonly language: string;
  /** The form version that printing now would make. */
  readonly form: string;
  readonly pages: number;
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  readonly warnings: readonly string[];
  readonly pdf: Uint8Array;
}

/** What there is to know of the text of a questionnaire. Where it has errors, as much as can be told. */
export interface LookedAt {
  /** The same as `paperline form check` says, in the order of the text. */
  readonly faults: readonly QuestionnaireFault[];
  /** Null where the questionnaire cannot be read. */
  readonly survey: string | null;
  readonly titles: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  readonly questions: number;
  readonly paper: string | null;
  readonly contextKeys: readonly string[];
  /** By language, the form version that printing would make. */
  readonly forms: Readonly<Record<string, string>>;
  /** Of one copy in the first language. */
  readonly pages: number;
  /** By column of the rows, a text that is the same where two questionnaires fill it alike. */
  readonly variables: Readonly<Record<string, string>>;
  /** Null where none was wanted, or it cannot be printed. */
  readonly blank: PrintedBlank | null;
}

type Task =
  | {
      readonly what: 'look';
      readonly text: string;
      readonly file: string;
      /** What to print; the first language where it has no such one, nothing where null. */
      readonly language: string | null;
    }
  | { readonly what: 'draw'; readonly pdf: Uint8Array; readonly page: number; readonly dpi: number };

export interface ComposingJob {
  readonly id: number;
  readonly task: Task;
}
export type ComposingAnswer =
  | { readonly id: number; readonly looked: LookedAt }
  | { readonly id: number; readonly picture: Uint8Array }
  | { readonly id: number; readonly fault: string };

export interface Composing {
  /** @throws PaperlineError `questionnaire-slow`; the reason of `signal` where nobody waits any more */
  look(
    text: string,
    options: { readonly file: string; readonly language?: string | null; readonly signal?: AbortSignal },
  ): Promise<LookedAt>;
  /** A page, from 1, as a PNG. @throws as `look` */
  draw(
    pdf: Uint8Array,
    page: number,
    options: { readonly dpi: number; readonly signal?: AbortSignal },
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A thread that nobody asked anything for this long is ended: it holds some 100 MB. */
const IDLE_MS = 120_000;
/** The longest questionnaires take a second; what takes this long is meant to. */
const LIMIT_MS = 20_000;

const tooSlow = (cause: string): PaperlineError =>
  new PaperlineError({
    code: 'questionnaire-slow',
    message: 'This questionnaire could not be set: it takes too long, or too much memory.',
    remedy: 'Make it shorter, or ask for help with its file.',
    cause,
  });

interface Waiting {
  readonly job: ComposingJob;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: ComposingAnswer) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Setting and drawing forms in a thread, one job at a time, so that the server goes on answering. A job that nobody waits
 * for any more is dropped before it begins; one that does not end is ended with its thread.
 */
export const openComposing = ({ limitMs = LIMIT_MS }: { readonly limitMs?: number } = {}): Composing => {
  let thread: Worker | null = null;
  let running: Waiting | null = null;
  let timer: NodeJS.Timeout | null = null;
  let jobs = 0;
  const queue: Waiting[] = [];

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const endThread = async (): Promise<void> => {
    const ended = thread;
    thread = null;
    stopTimer();
    await ended?.terminate();
  };
  const fail = (cause: string): void => {
    const failed = running;
    running = null;
    failed?.reject(tooSlow(cause));
    next();
  };
  const startThread = (): Worker => {
    const started = new Worker(new URL('./composing-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    started.unref();
    started.on('message', (answer: ComposingAnswer) => {
      if (thread !== started || running?.job.id !== answer.id) return;
      const done = running;
      running = null;
      done.resolve(answer);
      next();
    });
    const lost = (cause: string): void => {
      if (thread !== started) return;
      thread = null;
      fail(cause);
    };
    started.on('error', (error) => lost(String(error)));
    started.on('exit', () => lost('the thread ended'));
    return started;
  };
  const next = (): void => {
    stopTimer();
    if (running !== null) return;
    for (let waiting = queue.shift(); waiting !== undefined; waiting = queue.shift()) {
      if (waiting.signal?.aborted === true) {
        waiting.reject(waiting.signal.reason);
        continue;
      }
      running = waiting;
      break;
    }
    if (running === null) {
      timer = setTimeout(() => void endThread(), IDLE_MS).unref();
      return;
    }
    thread ??= startThread();
    thread.postMessage(running.job);
    timer = setTimeout(() => {
      void endThread();
      fail('it took too long');
    }, limitMs).unref();
  };
  const ask = async (task: Task, signal: AbortSignal | undefined): Promise<ComposingAnswer> => {
    const answer = await new Promise<ComposingAnswer>((resolve, reject) => {
      jobs++;
      queue.push({ job: { id: jobs, task }, signal, resolve, reject });
      next();
    });
    if ('fault' in answer) throw tooSlow(answer.fault);
    return answer;
  };

  return {
    async look(text, { file, language = null, signal }) {
      const answer = await ask({ what: 'look', text, file, language }, signal);
      if ('looked' in answer) return answer.looked;
      throw new Error('Expected a look.');
    },
    async draw(pdf, page, { dpi, signal }) {
      const answer = await ask({ what: 'draw', pdf, page, dpi }, signal);
      if ('picture' in answer) return answer.picture;
      throw new Error('Expected a picture.');
    },
    async close() {
      for (const waiting of queue.splice(0)) waiting.reject(tooSlow('the server ends'));
      await endThread();
      running?.reject(tooSlow('the server ends'));
      running = null;
    },
  };
};

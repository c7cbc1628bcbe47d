import { startProgress, type ProgressSink } from '../../src/operation/progress.ts';
import { countWords, durationWords } from './report/figures.ts';

const LINE_EVERY_MS = 60_000;

export interface RunProgress {
  readonly update: (done: number) => void;
  readonly end: () => void;
}

/** How far a long run is and how long it will take: a bar on a terminal, elsewhere a line a minute. */
export const startRunProgress = (
  label: string,
  total: number,
  sink: ProgressSink = process.stderr,
  now: () => number = Date.now,
): RunProgress => {
  const bar = startProgress(label, sink, now);
  if (sink.isTTY === true)
    return { update: (done) => bar.update(Math.min(done, total), total), end: () => bar.end() };
  const startedMs = now();
  let saidMs = startedMs;
  return {
    update(done) {
      const atMs = now();
      if (atMs - saidMs < LINE_EVERY_MS || done === 0) return;
      saidMs = atMs;
      const leftS = (((atMs - startedMs) / done) * Math.max(0, total - done)) / 1000;
      sink.write(`${label}: ${countWords(done)} of ${countWords(total)}, ${durationWords(leftS)} left\n`);
    },
    end() {},
  };
};

/** Seen only on a terminal, only after a while, so that short commands stay silent and pipes stay clean. */
const APPEARS_AFTER_MS = 2000;
const REDRAW_EVERY_MS = 100;

export interface ProgressSink {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /** `total` null where it is not known. */
  update(done: number, total: number | null, note?: string): void;
  /** Takes the bar off the screen. */
  end(): void;
}

const bar = (share: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
};

const timeLeft = (seconds: number): string =>
  seconds < 120 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`;

/** A progress bar on one terminal line; `now` is a clock in ms. */
export const startProgress = (
  label: string,
  sink: ProgressSink = process.stderr,
  now: () => number = Date.now,
): Progress => {
  const startedMs = now();
  let drawnMs = -Infinity;
  let visible = false;
  return {
    update(done, total, note = '') {
      if (sink.isTTY !== true) return;
      const atMs = now();
      if (atMs - startedMs < APPEARS_AFTER_MS || atMs - drawnMs < REDRAW_EVERY_MS) return;
      drawnMs = atMs;
      visible = true;
      const rate = done / ((atMs - startedMs) / 1000);
      const left = total === null || done === 0 ? '' : timeLeft((total - done) / rate);
      const counts =
        total === null ? `${done}` : `${bar(total === 0 ? 1 : done / total, 24)} ${done}/${total}`;
      const line = [label, counts, left, note].filter((part) => part !== '').join(' ');
      sink.write(`\r\u001b[2K${line.slice(0, (sink.columns ?? 80) - 1)}`);
    },
    end() {
      if (visible) sink.write('\r\u001b[2K');
      visible = false;
    },
  };
};

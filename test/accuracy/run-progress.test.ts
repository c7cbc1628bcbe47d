import { expect, it } from 'vitest';
import { startRunProgress } from './run-progress.ts';

it('says a line a minute where there is no terminal, with the time left', () => {
  const lines: string[] = [];
  let nowMs = 0;
  const sink = { write: (text: string) => lines.push(text) };
  const progress = startRunProgress('choice fields of office paper', 20_000, sink, () => nowMs);
  for (const [atMs, done] of [
    [30_000, 500],
    [61_000, 1000],
    [90_000, 1500],
    [122_000, 2000],
    [1_190_000, 20_100],
  ] as const) {
    nowMs = atMs;
    progress.update(done);
  }
  progress.end();
  expect(lines).toEqual([
    'choice fields of office paper: 1,000 of 20,000, 19 minutes left\n',
    'choice fields of office paper: 2,000 of 20,000, 18 minutes left\n',
    'choice fields of office paper: 20,100 of 20,000, 0 seconds left\n',
  ]);
});

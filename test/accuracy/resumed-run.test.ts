import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type AccuracyResults, writeResults } from './results.ts';
import { runSimulated, type SimulatedRun } from './simulated-run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'paperline-results-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('counts the same whether it runs through or goes on from what it wrote before it was broken off', async () => {
  const run: SimulatedRun = {
    profile: 'rough',
    mix: 'people',
    fields: 1,
    seedFrom: 3,
    workers: 1,
    copies: 1,
  };
  const first = await runSimulated(run);
  const file = path.join(folder, 'results.json');
  const frame = { reader: 'test', madeAt: '', command: '', real: [], seconds: 1 };
  writeResults(file, { ...frame, simulated: [first], finished: false });
  const [earlier] = (JSON.parse(readFileSync(file, 'utf8')) as AccuracyResults).simulated;

  const fields = (first.tally.kinds['choice']?.fields ?? 0) + 1;
  const seeds: number[] = [];
  const resumed = await runSimulated({
    ...run,
    fields,
    earlier,
    onSeed: ({ seedTo }) => seeds.push(seedTo),
  });
  const through = await runSimulated({ ...run, fields });
  expect(seeds).toEqual([4]);
  const { misses: _, ...counts } = through.tally;
  expect(resumed).toMatchObject({ seedFrom: 3, seedTo: 4, tally: counts });
  expect(resumed.tally.misses.silent.of).toBe(through.tally.misses.silent.of);
  expect(resumed.tally.misses.review.of).toBe(through.tally.misses.review.of);
}, 600_000);

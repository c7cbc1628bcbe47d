import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReviewedSeed } from '../review/reviewed-seed.ts';
import type { Seeded } from '../review/seed.ts';
import type { QualityReport } from '../../src/review/quality/quality-report.ts';
import { paperline } from './cli.ts';

let seed: Seeded;
let data: string;
beforeAll(async () => {
  seed = await openReviewedSeed(8);
  data = seed.folder.root;
});
afterAll(() => seed.remove());

it('says in words how often what was accepted and decided is wrong', async () => {
  const { status, stdout, stderr } = await paperline(
    'quality',
    '--survey',
    'passenger-survey',
    '--data',
    data,
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/of \d+ checked machine readings (none was|1 was|\d+ were) wrong.*: .*[\d.]+ %/u);
  expect(stdout).toMatch(/of \d+ checked decisions/u);
  expect(stdout).toMatch(/ {2}item car_available: of \d+ checked fields/u);
  expect(stdout).toMatch(/ {2}mark cross: of \d+ checked fields/u);
  expect(stdout).toMatch(/agreement: two people read \d+ fields.*kappa [\d.]+, between/u);
  expect(stdout).toMatch(/reviewer bert: \d+ of \d+ checked decisions wrong/u);
  expect(stdout).toMatch(/Nobody may review/u);
});

it('gives the same figures as JSON, and changes the share', async () => {
  const words = ['quality', '--survey', 'passenger-survey', '--data', data, '--json'];
  const { stdout } = await paperline(...words, '--share', '0.05', '--wave', '2026-Q4');
  const report = JSON.parse(stdout) as QualityReport;
  expect(report).toMatchObject({ survey: 'passenger-survey', wave: '2026-Q4', share: 0.05, lack: 'nobody' });
  expect(report.machine.all.checked).toBeGreaterThan(10);
});

it.each([
  [['--survey', 'tram'], 1, /no survey "tram"/u],
  [[], 2, /--survey is missing/u],
  [['--survey', 'passenger-survey', '--wave', '1999-Q1'], 1, /no wave "1999-Q1"/u],
  [['--survey', 'passenger-survey', '--share', '1.5'], 2, /from 0 to 1/u],
  [['--survey', 'passenger-survey', '--share', 'half'], 2, /from 0 to 1/u],
] as const)('refuses %j, with nothing changed', async (words, status, told) => {
  const shareNow = (): Promise<unknown> =>
    seed.store.read((connection) => connection.prepare(`SELECT * FROM quality_setting`).all());
  const before = await shareNow();
  const ran = await paperline('quality', '--data', data, ...words);
  expect(ran).toMatchObject({ status, stdout: '' });
  expect(ran.stderr).toMatch(told);
  expect(await shareNow()).toEqual(before);
});

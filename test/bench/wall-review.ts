/**
 * How fast walls are reviewed, in a real browser, with 100,000 open tasks and more: `node test/bench/wall-review.ts`.
 * A script looks at every screen for a second, marks one in a hundred as wrong, and confirms the rest. Prints how many
 * choice decisions an hour that makes, how long after the key the next screen is painted, and what moved.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { openLog } from '../../src/operation/log.ts';
import { createServer } from '../../src/server/server.ts';
import { FORMS_FOLDER } from '../review/seed.ts';
import { letIn } from '../server/people.ts';
import { launchBrowser } from '../web/browser.ts';
import { seedManyTasks } from './many-tasks.ts';

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '100000' },
    screens: { type: 'string', default: '60' },
    'look-ms': { type: 'string', default: '1000' },
  },
});
const screens = Number(values.screens);
const lookMs = Number(values['look-ms']);

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

interface Watched {
  readonly keys: number[];
  shifts: number;
}

/** In the browser: when Enter was pressed, when the next screen was painted, and what moved without a key. */
const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watched: Watched = { keys: [], shifts: 0 };
    Object.assign(window, { watched });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Enter') watched.keys.push(event.timeStamp);
      },
      true,
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as Shift[])
        if (!entry.hadRecentInput) watched.shifts += entry.value;
    }).observe({ type: 'layout-shift' });
  });

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);

const webFolder = await mkdtemp(path.join(tmpdir(), 'paperline-web-'));
await build({
  configFile: path.resolve(import.meta.dirname, '../../src/web/vite.config.ts'),
  logLevel: 'silent',
  build: { outDir: webFolder },
});
say(`Seeding ${values.tasks} open tasks…`);
const seed = await seedManyTasks(Number(values.tasks));
say('Reviewing…');
const server = await createServer({
  store: seed.store,
  folder: seed.folder,
  config: { port: 0, leaseMs: 120_000 },
  log: openLog({ logLevel: 'error' }),
  formsFolder: FORMS_FOLDER,
  webFolder,
});
const base = await server.listen();
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
await page.goto(`${base}/enter#${await letIn(seed.store)}`);
await page.locator('.work').waitFor();
await page.keyboard.press('Alt+2');
const ready = page.locator('.wall[data-ready=true]');
await ready.waitFor();
await watch(page);

const startedMs = performance.now();
const sizes: number[] = [];
let shown = '';
for (let screen = 0; screen < screens; screen++) {
  await page.locator(`.wall[data-ready=true]:not([data-screen="${shown}"])`).waitFor();
  shown = (await ready.getAttribute('data-screen')) ?? '';
  sizes.push(await page.locator('.tiles:not([inert]) .tile').count());
  await page.waitForTimeout(lookMs);
  if (screen % 4 === 0) {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('x');
  }
  await page.keyboard.press('Enter');
}
await page.locator(`.wall[data-ready=true]:not([data-screen="${shown}"])`).waitFor();
const hours = (performance.now() - startedMs) / 3_600_000;
const { keys, painted, shifts } = await page.evaluate(() => ({
  ...(window as unknown as { watched: Watched }).watched,
  painted: performance.getEntriesByName('wall-painted').map(({ startTime }) => startTime),
}));
const waits = keys.map((key) => (painted.find((at) => at > key) ?? Number.NaN) - key).sort((a, b) => a - b);
const { n: choices } = (await seed.store.read((connection) =>
  connection
    .prepare(
      `SELECT count(*) AS n FROM decision d JOIN review_task t ON t.id = d.task_id
       WHERE d.undone_at IS NULL AND t.kind = 'choice'`,
    )
    .get(),
)) as { n: number };
say(`cores, load                        ${availableParallelism()}, ${loadavg()[0]?.toFixed(1)}`);
say(`open tasks at the start            ${seed.open}`);
say(`screens, pictures a screen         ${screens}, ${Math.min(...sizes)} to ${Math.max(...sizes)}`);
say(`choice decisions an hour           ${Math.round(choices / hours)}`);
say(
  `key to next screen painted, ms     median ${quantile(waits, 0.5)}, 95 % ${quantile(waits, 0.95)}, most ${quantile(waits, 1)}`,
);
say(`layout shift, all screens together ${shifts.toFixed(4)}`);
await browser.close();
await server.close();
await seed.remove();
await rm(webFolder, { recursive: true, force: true });

/** The screens as they are built, served from a seeded store to a real browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { openLog } from '../../src/operation/log.ts';
import { createServer, type Server } from '../../src/server/server.ts';
import { FORMS_FOLDER, openSeed, type Seeded, type SeedOptions } from '../review/seed.ts';
import { launchBrowser } from './browser.ts';

export interface Site {
  readonly seed: Seeded;
  readonly server: Server;
  /** A signed-in browser window of its own; whatever it asks for elsewhere is on the list. */
  open(options?: BrowserContextOptions): Promise<Page>;
  readonly strangers: string[];
  readonly complaints: string[];
  close(): Promise<void>;
}

let webFolder: string;
let browser: Browser;

/** Builds the screens once for a file of tests, and starts its browser. */
export const useBrowser = (): void => {
  beforeAll(async () => {
    webFolder = await mkdtemp(path.join(tmpdir(), 'paperline-web-'));
    await build({
      configFile: path.resolve(import.meta.dirname, '../../src/web/vite.config.ts'),
      logLevel: 'silent',
      build: { outDir: webFolder },
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await rm(webFolder, { recursive: true, force: true });
  });
};

/** The folder of the built screens. */
export const builtScreens = (): string => webFolder;

/** A browser that has never been here. */
export const freshPage = async (): Promise<Page> => (await browser.newContext({ locale: 'en' })).newPage();

export const openSite = async (options: SeedOptions): Promise<Site> => {
  const seed = await openSeed(options);
  const server = await createServer({
    store: seed.store,
    folder: seed.folder,
    config: { port: 0, leaseMs: 60_000 },
    log: openLog({ logLevel: 'silent' }),
    formsFolder: FORMS_FOLDER,
    webFolder,
  });
  await server.listen();
  const strangers: string[] = [];
  const complaints: string[] = [];
  return {
    seed,
    server,
    strangers,
    complaints,
    async open(contextOptions = {}) {
      const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        locale: 'en',
        ...contextOptions,
      });
      const page = await context.newPage();
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (protocol !== 'blob:' && hostname !== '127.0.0.1') strangers.push(request.url());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/Content Security Policy|Trusted/u.test(message.text())) complaints.push(message.text());
      });
      await page.goto(server.link());
      await page.locator('.work, .done').waitFor();
      return page;
    },
    async close() {
      await server.close();
      await seed.remove();
    },
  };
};

/** Waits until the review screen asks this, its picture in sight. */
export const asks = (page: Page, words: string): Promise<void> =>
  page.locator('.work', { hasText: words }).locator('.crop img').waitFor();

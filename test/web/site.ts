/** The screens as they are built, served from a seeded store to a real browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../src/domain/roles.ts';
import { openLog } from '../../src/operation/log.ts';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.ts';
import { FORMS_FOLDER, openSeed, type Seeded, type SeedOptions } from '../review/seed.ts';
import { letIn } from '../server/people.ts';
import { launchBrowser } from './browser.ts';

/** Who opens a window: with the first account's roles unless said, and waiting for the review screen. */
export interface Visitor {
  readonly roles?: readonly Role[];
  readonly name?: string;
  /** What is on the screen once it is there. */
  readonly shows?: string;
}

export interface Site {
  readonly seed: Seeded;
  readonly server: Server;
  /** Where the screens are. */
  readonly base: string;
  /** A signed-in browser window of a person's own; whatever it asks for elsewhere is on the list. */
  open(options?: BrowserContextOptions, person?: Visitor): Promise<Page>;
  /** A window like it in which nobody is signed in. */
  openStranger(options?: BrowserContextOptions): Promise<Page>;
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

export const openSite = async (
  options: SeedOptions,
  config: Partial<ServerOptions['config']> = {},
): Promise<Site> => {
  const seed = await openSeed(options);
  const server = await createServer({
    store: seed.store,
    folder: seed.folder,
    config: { port: 0, leaseMs: 60_000, ...config },
    log: openLog({ logLevel: 'silent' }),
    formsFolder: FORMS_FOLDER,
    webFolder,
  });
  const base = await server.listen();
  const strangers: string[] = [];
  const complaints: string[] = [];
  const openStranger: Site['openStranger'] = async (contextOptions = {}) => {
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
    return page;
  };
  return {
    seed,
    server,
    base,
    strangers,
    complaints,
    openStranger,
    async open(contextOptions, person = {}) {
      const page = await openStranger(contextOptions);
      await page.goto(`${base}/enter#${await letIn(seed.store, person.roles, person.name)}`);
      // The door has a heading and a main part too: what is looked for must not be found there.
      await page.locator('.top-bar').waitFor();
      await page
        .locator(person.shows ?? '.work, .done')
        .first()
        .waitFor();
      return page;
    },
    async close() {
      await server.close();
      await seed.remove();
    },
  };
};

/** Chooses the language of the screens, by its own name. */
export const speak = async (page: Page, language: string): Promise<void> => {
  await page.locator('.top-bar .icon-button').last().click();
  await page.locator('dialog').getByLabel(language, { exact: true }).check();
  await page.keyboard.press('Escape');
};

/** Waits until the review screen asks this, its picture in sight. */
export const asks = (page: Page, words: string): Promise<void> =>
  page.locator('.work', { hasText: words }).locator('.crop img').waitFor();

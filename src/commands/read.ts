import { existsSync } from 'node:fs';
import path from 'node:path';
import { openPrintedForms } from '../../scanner-watch/known-forms.ts';
import { describeError, isPaperlineError, PaperlineError } from '../domain/errors.ts';
import type { PageRead } from '../domain/page-read.ts';
import { dataFolderAt } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { createReader } from '../read/create-reader.ts';
import type { KnownForm } from '../read/reader.ts';
import { isPageFault, openScan } from '../scan/open-scan.ts';
import { releasePixels } from '../scan/release-pixels.ts';
import type { Command } from './command.ts';
import { openKnownForm } from './layout-file.ts';

const formsOfDataFolder = (database: string): Promise<KnownForm[]> => {
  if (existsSync(database)) return openPrintedForms(database);
  throw new PaperlineError({
    code: 'form-unknown',
    message: `No layout was given, and there is no database at ${database} that could hold one.`,
    remedy: 'Name the layout with --layout F.layout.json, or the data folder with --data DIR.',
  });
};

export const read: Command = {
  name: 'read',
  operands: 'SCAN...',
  summary: 'Read scans without storing anything: one line of JSON a page.',
  minOperands: 1,
  maxOperands: Infinity,
  options: {
    layout: {
      type: 'string',
      multiple: true,
      value: 'F.json',
      summary: 'the layout of the printed form (default: every form printed from the data folder)',
    },
  },
  async run({ operands, options, config, print, tell, signal }) {
    const layouts = (options['layout'] ?? []) as readonly string[];
    const forms =
      layouts.length > 0
        ? await Promise.all(layouts.map(openKnownForm))
        : await formsOfDataFolder(dataFolderAt({ root: config.data }).database);
    const reader = await createReader({ forms, targetErrorRate: config.targetErrorRate });
    const progress = startProgress('reading');
    let pages = 0;
    let failed = false;
    for (const file of operands) {
      try {
        for await (const item of openScan(file)) {
          if (signal.aborted) return 1;
          if (isPageFault(item)) {
            failed = true;
            tell(`paperline: ${describeError(item.fault)}`);
            continue;
          }
          const reading = await reader.readPage(item);
          const line: PageRead = {
            file: path.basename(file),
            ...reading,
            ms: { open: item.ms, ...reading.ms },
          };
          releasePixels(item.image);
          print(JSON.stringify(line));
          progress.update(++pages, null, path.basename(file));
        }
      } catch (error) {
        if (!isPaperlineError(error)) throw error;
        failed = true;
        tell(`paperline: ${describeError(error)}`);
      }
    }
    progress.end();
    return failed ? 1 : 0;
  },
};

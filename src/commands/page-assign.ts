import { PaperlineError } from '../domain/errors.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { assignPageToCopy } from '../store/page-copies.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';

/** @throws PaperlineError `usage` */
export const pageNumberOf = (text: string): number => {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new PaperlineError({
    code: 'usage',
    message: `Expected the number of a page but received ${JSON.stringify(text)}.`,
    remedy: 'Take it from "paperline page list".',
  });
};

export const pageAssign: Command = {
  name: 'page assign',
  operands: 'PAGE COPY',
  summary:
    'Say of which copy a page is that lost its codes; its answers then wait for review with that copy.',
  minOperands: 2,
  maxOperands: 2,
  options: {},
  async run({ operands: [page = '', copy = ''], config, print }) {
    const number = pageNumberOf(page);
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      const assigned = await assignPageToCopy(store, {
        page: number,
        copy: copy.trim().toUpperCase(),
        at: new Date(),
      });
      print(
        `This is page ${assigned.page} of copy ${assigned.copy} now; ${assigned.tasks} answer${assigned.tasks === 1 ? '' : 's'} to review.`,
      );
    } finally {
      await store.close();
    }
  },
};

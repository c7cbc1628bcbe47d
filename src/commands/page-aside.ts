import { prepareDataFolder } from '../operation/data-folder.ts';
import { setPageAside } from '../store/page-copies.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';
import { pageNumberOf } from './page-assign.ts';

export const pageAside: Command = {
  name: 'page aside',
  operands: 'PAGE',
  summary:
    'Set a page aside that lost its codes and is not needed: it was scanned again, say. Its scan stays.',
  minOperands: 1,
  maxOperands: 1,
  options: {},
  async run({ operands: [page = ''], config, print }) {
    const number = pageNumberOf(page);
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      await setPageAside(store, number);
      print(`Page ${number} is set aside.`);
    } finally {
      await store.close();
    }
  },
};

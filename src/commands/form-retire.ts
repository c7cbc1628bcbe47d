import { prepareDataFolder } from '../operation/data-folder.ts';
import { retireAdoptedForm } from '../store/adopted-forms.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';

export const formRetire: Command = {
  name: 'form retire',
  operands: 'FORM',
  summary: 'Take a registered form out of use: no new scan is read with it, what was read stays.',
  minOperands: 1,
  maxOperands: 1,
  options: {},
  async run({ operands: [form = ''], config, print }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      await retireAdoptedForm(store, form, new Date());
      print(`${form} is out of use; "paperline form register" takes it into use again.`);
    } finally {
      await store.close();
    }
  },
};

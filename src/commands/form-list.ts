import { prepareDataFolder } from '../operation/data-folder.ts';
import { listAdoptedForms } from '../store/adopted-forms.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';

export const formList: Command = {
  name: 'form list',
  operands: '',
  summary: 'List the forms from elsewhere that are registered here, and how many copies of each were read.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'print each form as one line of JSON' } },
  async run({ options, config, print }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      for (const record of await listAdoptedForms(store)) {
        const { form, survey, pages, copies, retiredAt } = record;
        print(
          options['json'] === true
            ? JSON.stringify(record)
            : `${form}  ${survey}, ${pages} page${pages === 1 ? '' : 's'}, ${copies} cop${copies === 1 ? 'y' : 'ies'} read, ${retiredAt === null ? 'in use' : 'out of use'}`,
        );
      }
    } finally {
      await store.close();
    }
  },
};

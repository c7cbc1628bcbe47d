import { prepareDataFolder } from '../operation/data-folder.ts';
import { registerForm } from '../server/form-registration.ts';
import { openStore } from '../store/store.ts';
import { textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { openKnownForm } from './layout-file.ts';

export const formRegister: Command = {
  name: 'form register',
  operands: 'LAYOUT.json...',
  summary: 'Take forms that Paperline did not print into use: their scans are read from the next file on.',
  minOperands: 1,
  maxOperands: Infinity,
  options: {
    wave: { type: 'string', value: 'NAME', summary: 'the wave that begins with it (default: this quarter)' },
    json: { type: 'boolean', summary: 'print each form as one line of JSON' },
  },
  async run({ operands, options, config, print }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      for (const file of operands) {
        const registered = await registerForm(store, await openKnownForm(file), {
          wave: textOption(options, 'wave'),
        });
        const { form, survey, pages, fields } = registered;
        print(
          options['json'] === true
            ? JSON.stringify(registered)
            : `${file}: form ${form} of ${survey} is in use, ${pages} page${pages === 1 ? '' : 's'}, ${fields} field${fields === 1 ? '' : 's'}`,
        );
      }
    } finally {
      await store.close();
    }
  },
};

import { closeWave } from '../rows/wave-closing.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const waveClose: Command = {
  name: 'wave close',
  operands: '',
  summary:
    'Close a wave for good: its sheets become anonymous rows, and what leads from a row to a sheet is destroyed. ' +
    'Nothing takes this back.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'which wave' },
    'drop-open': {
      type: 'boolean',
      summary:
        'give up answers that still wait for review, and pages whose copy nobody said; close without any row',
    },
    json: { type: 'boolean', summary: 'print what was done as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = requiredOption(options, 'wave', '2026-Q4');
    const dropOpen = options['drop-open'] === true;
    const closed = await withStore(input, (store) => closeWave(store, { survey, wave, dropOpen }));
    print(
      options['json'] === true
        ? JSON.stringify(closed)
        : `Wave ${wave} of ${survey} is closed: ${closed.rows} anonymous row${closed.rows === 1 ? '' : 's'}. ` +
            'Where its key was copied elsewhere (the folder keys), remove that copy too.',
    );
  },
};

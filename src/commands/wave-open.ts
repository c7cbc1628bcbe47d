import { waveNameOf } from '../domain/wave-name.ts';
import { listFormsOfSurvey } from '../store/form-versions.ts';
import { openNewWave } from '../store/waves.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const waveOpen: Command = {
  name: 'wave open',
  operands: '',
  summary: 'Open a new wave of a survey. Printing opens the wave that it names too, where there is none.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'what the wave is called, such as 2026-Q4' },
  },
  async run(input) {
    const { options, print, tell } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const name = waveNameOf(requiredOption(options, 'wave', '2026-Q4'));
    await withStore(input, async (store) => {
      const wave = await openNewWave(store, survey, name, new Date());
      print(`Wave ${wave.name} of ${wave.survey} is open.`);
      if ((await listFormsOfSurvey(store, survey)).length > 0) return;
      tell(`Nothing was printed for a survey ${survey} here yet: look whether its name is right.`);
    });
  },
};

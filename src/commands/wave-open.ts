import { PaperlineError } from '../domain/errors.ts';
import { openNewWave } from '../store/waves.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

/** @throws PaperlineError `usage` */
export const waveNameOf = (text: string): string => {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u.test(text)) return text;
  throw new PaperlineError({
    code: 'usage',
    message: `${JSON.stringify(text)} cannot be the name of a wave.`,
    remedy: 'Use letters, digits, spaces and . _ - and begin with a letter or digit, such as 2026-Q4.',
  });
};

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
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const name = waveNameOf(requiredOption(options, 'wave', '2026-Q4'));
    const wave = await withStore(input, (store) => openNewWave(store, survey, name, new Date()));
    print(`Wave ${wave.name} of ${wave.survey} is open.`);
  },
};

import { assertSurveyKnown } from '../rows/survey-rows.ts';
import { listWaves, type ListedWave } from '../store/wave-lists.ts';
import { textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const lineOf = ({ survey, wave, state, closedAt, check, rows, figures }: ListedWave): string => {
  const said =
    check === null
      ? `${closedAt?.slice(0, 10) ?? ''}, ${rows ?? 0} rows of ${figures?.printed ?? 0} copies printed`
      : `${check.copies} copies read, ${check.openTasks} answers to review, ${check.undecidedTexts} open answers not decided on, ${check.pagesWithoutCopy} pages without a copy, ${check.incompleteCopies} copies incomplete`;
  return `${survey}  ${wave}: ${state}${check === null ? ' ' : '; '}${said}`;
};

export const waveList: Command = {
  name: 'wave list',
  operands: '',
  summary:
    'List the waves: what still stands in the way of closing one, and what is left of the closed ones.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'only of this survey' },
    json: { type: 'boolean', summary: 'one line of JSON a wave' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = textOption(options, 'survey');
    const waves = await withStore(input, async (store) => {
      if (survey !== undefined) await assertSurveyKnown(store, survey);
      return listWaves(store, survey ?? null);
    });
    for (const wave of waves) print(options['json'] === true ? JSON.stringify(wave) : lineOf(wave));
  },
};

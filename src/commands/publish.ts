import { PaperlineError } from '../domain/errors.ts';
import { startProgress } from '../operation/progress.ts';
import { loadPerturbation } from '../results/perturbation.ts';
import { publishWave } from '../results/publish-wave.ts';
import type { TablePlan } from '../questionnaire/table-plan.ts';
import { openQuestionnaire } from '../server/print-order.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

/** @throws PaperlineError of reading and checking the file, `usage` of another survey's, `table-plan-missing` */
const readTablePlan = async (file: string, survey: string): Promise<TablePlan> => {
  const questionnaire = await openQuestionnaire(file);
  if (questionnaire.survey !== survey) {
    throw new PaperlineError({
      code: 'usage',
      message: `${file} is the questionnaire of ${questionnaire.survey}, not of ${survey}.`,
      remedy: 'Name the file of the survey that is published.',
    });
  }
  if (questionnaire.tables !== undefined) return questionnaire.tables;
  throw new PaperlineError({
    code: 'table-plan-missing',
    message: `${file} does not say which tables are published.`,
    remedy: 'Add "tables:" to it; forms/passenger-survey.yaml shows how.',
  });
};

export const publish: Command = {
  name: 'publish',
  operands: '',
  summary:
    'Publish the tables of a closed wave: what could tell on anybody is withheld, and all that was ever published is ' +
    'attacked together with them first. What is published stays.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'which closed wave' },
    perturbation: {
      type: 'string',
      value: 'TABLE',
      summary:
        'change counts by cell key: 10-5, a CSV file (pcv, ckey, pvalue), or off (default the setting, else off)',
    },
    questionnaire: {
      type: 'string',
      value: 'FILE',
      summary: 'by the "tables:" of this file, from now on, instead of those that were printed with last',
    },
    json: { type: 'boolean', summary: 'print what was published as one line of JSON' },
  },
  async run(input) {
    const { options, config, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = requiredOption(options, 'wave', '2026-Q4');
    const perturbation = await loadPerturbation(config.perturbation);
    const file = textOption(options, 'questionnaire');
    const tables = file === undefined ? undefined : await readTablePlan(file, survey);
    const progress = startProgress('publishing');
    try {
      const note = await withStore(input, (store) =>
        publishWave(
          store,
          { survey, wave },
          { tables, perturbation, onProgress: (items, of) => progress.update(items, of) },
        ),
      );
      progress.end();
      print(
        options['json'] === true
          ? JSON.stringify({ ...note, perturbation: perturbation?.name ?? null })
          : `Wave ${wave} of ${survey} is published, edition ${note.number}.${
              perturbation === null ? '' : ` Counts were perturbed with the table ${perturbation.name}.`
            }`,
      );
    } finally {
      progress.end();
    }
  },
};

import { startProgress } from '../operation/progress.ts';
import { loadPerturbation } from '../results/perturbation.ts';
import { publishWave } from '../results/publish-wave.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

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
      summary: 'change counts by cell key: 10-5, a CSV file (pcv, ckey, pvalue), or off (default off)',
    },
    json: { type: 'boolean', summary: 'print what was published as one line of JSON' },
  },
  async run(input) {
    const { options, config, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = requiredOption(options, 'wave', '2026-Q4');
    const perturbation = await loadPerturbation(config.perturbation);
    const progress = startProgress('publishing');
    try {
      const note = await withStore(input, (store) =>
        publishWave(
          store,
          { survey, wave },
          { perturbation, onProgress: (items, of) => progress.update(items, of) },
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

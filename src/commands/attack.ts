import { attack as attackAll, type Recovery } from '../results/attack/attack.ts';
import { readPublications } from '../results/publish-wave.ts';
import { assertSurveyKnown } from '../rows/survey-rows.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const say = ({
  wave,
  item,
  breakdown,
  group,
  what,
  low,
  high,
  kind,
}: Recovery & { wave: string }): string => {
  const where = breakdown === null ? 'everybody' : `${breakdown} ${group ?? '(unknown)'}`;
  const figure = typeof what === 'string' ? what : `answer ${what.answer}`;
  return `${wave}, ${item}, ${where}: ${figure} lies between ${low} and ${high} (${kind})`;
};

export const attack: Command = {
  name: 'attack',
  operands: '',
  summary:
    'Try to work out what is hidden from everything that was published of a survey; ends with 1 where anything comes out.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    json: { type: 'boolean', summary: 'print the findings as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const publications = await withStore(input, async (store) => {
      await assertSurveyKnown(store, survey);
      return readPublications(store, survey);
    });
    const report = attackAll(publications);
    if (options['json'] === true) print(JSON.stringify({ survey, ...report }));
    else {
      for (const finding of report.recovered) print(say(finding));
      print(
        `${survey}: ${report.publications} publication${report.publications === 1 ? '' : 's'}, ${report.hidden} hidden figures attacked, ${report.recovered.length} worked out.`,
      );
    }
    return report.recovered.length === 0 ? 0 : 1;
  },
};

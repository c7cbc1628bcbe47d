import { agreementSentence, percentOf, rateSentence } from '../review/quality/rate-words.ts';
import { makeQualityReport, type Lack, type SubjectReport } from '../review/quality/quality-report.ts';
import { PaperlineError } from '../domain/errors.ts';
import { setShare } from '../store/quality-settings.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const LACKS: Readonly<Record<Exclude<Lack, null>, string>> = {
  nobody: 'Nobody may review, so that nothing is read again.',
  one: 'One person reviews: their decisions cannot be read again by somebody else, and what they read differently from the machine stays unsettled.',
  two: 'Two people review: where their readings differ there is no third to decide, and it stays unsettled.',
};

const shareFrom = (text: string): number => {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new PaperlineError({
    code: 'share-invalid',
    message: `Expected a share from 0 to 1 for --share but received ${JSON.stringify(text)}.`,
    remedy: 'Write for example --share 0.02 for one in fifty. Nothing was changed.',
  });
};

const linesOf = (what: string, { all, byItem, byStyle }: SubjectReport): string[] => [
  `${rateSentence(what, all)} (of ${all.population} in all)`,
  ...byItem.map(({ variable, ...rate }) => `  item ${variable}: ${rateSentence('field', rate)}`),
  ...byStyle.map(({ style, ...rate }) => `  mark ${style}: ${rateSentence('field', rate)}`),
];

export const quality: Command = {
  name: 'quality',
  operands: '',
  summary: 'Say how often accepted readings and people’s decisions are wrong, with 95 % intervals.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'NAME', summary: 'one wave alone (default all)' },
    share: {
      type: 'string',
      value: '0..1',
      summary: 'from now on read this share again, such as 0.02 (the usual one); 0 draws nothing',
    },
    json: { type: 'boolean', summary: 'print the figures as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const share = textOption(options, 'share');
    const wanted = share === undefined ? null : shareFrom(share);
    const report = await withStore(input, async (store) => {
      if (wanted !== null) await setShare(store, survey, wanted);
      return makeQualityReport(store, survey, textOption(options, 'wave') ?? null);
    });
    if (options['json'] === true) return print(JSON.stringify(report));
    print(
      `${survey}: ${percentOf(report.share)} % of accepted readings and of decisions is read again; ${report.open} wait.`,
    );
    if (report.lack !== null) print(LACKS[report.lack]);
    for (const line of linesOf('machine reading', report.machine)) print(line);
    for (const line of linesOf('decision', report.people)) print(line);
    print(`agreement: ${agreementSentence(report.agreement.all)}`);
    for (const { variable, ...agreement } of report.agreement.byItem) {
      print(`  item ${variable}: ${agreementSentence(agreement)}`);
    }
    for (const { reviewer, checked, wrong, known, knownWrong } of report.reviewers) {
      print(
        `reviewer ${reviewer}: ${wrong} of ${checked} checked decisions wrong; ${knownWrong} of ${known} known answers missed`,
      );
    }
  },
};

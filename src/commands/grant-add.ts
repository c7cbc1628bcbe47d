import { endOfLastDay } from '../domain/last-day.ts';
import { addGrant } from '../store/agency-grants.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { accountNamed } from './user-invite.ts';
import { withStore } from './with-store.ts';

/** A study is ordered for years. */
const LONGEST_DAYS = 10 * 366;
const MOST_DOWNLOADS = 1_000_000;

export const grantAdd: Command = {
  name: 'grant add',
  operands: '',
  summary:
    "Let an agency's account see the published tables of one survey, until a day; nothing else is opened.",
  minOperands: 0,
  maxOperands: 0,
  options: {
    account: { type: 'string', value: 'NAME', summary: 'the account, which has the role agency' },
    survey: { type: 'string', value: 'ID', summary: 'the survey whose published tables it may see' },
    until: { type: 'string', value: 'DAY', summary: 'the last day, such as 2028-12-31' },
    downloads: {
      type: 'string',
      value: 'N',
      summary: 'files that may be taken along in all (default: no limit)',
    },
    json: { type: 'boolean', summary: 'print the grant as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const now = new Date();
    const name = requiredOption(options, 'account', '"Bureau Voorbeeld"');
    const survey = requiredOption(options, 'survey', 'short-survey');
    const endsAt = endOfLastDay(requiredOption(options, 'until', '2028-12-31'), {
      now,
      longestDays: LONGEST_DAYS,
    });
    const downloadLimit =
      textOption(options, 'downloads') === undefined
        ? null
        : wholeNumberOption(options, 'downloads', { min: 0, max: MOST_DOWNLOADS, otherwise: 0 });
    const grant = await withStore(input, async (store) =>
      addGrant(store, { account: await accountNamed(store, name), survey, endsAt, downloadLimit, now }),
    );
    print(
      options['json'] === true
        ? JSON.stringify(grant)
        : `${grant.id}  ${grant.account} may see ${grant.survey} until ${grant.endsAt}.`,
    );
  },
};

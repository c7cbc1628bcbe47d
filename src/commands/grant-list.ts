import { listGrants, type AgencyGrant } from '../store/agency-grants.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const say = (grant: AgencyGrant, now: string): string => {
  const { id, account, survey, endsAt, revokedAt, downloadLimit, downloads, looks, lastUsedAt } = grant;
  const state =
    revokedAt === null
      ? endsAt <= now
        ? `over since ${endsAt}`
        : `until ${endsAt}`
      : `revoked ${revokedAt}`;
  const files = downloadLimit === null ? `${downloads} files` : `${downloads} of ${downloadLimit} files`;
  const last = lastUsedAt === null ? '' : `, last ${lastUsedAt}`;
  return `${id}  ${account}: ${survey}; ${state}; looked at ${looks} times, ${files}${last}`;
};

export const grantList: Command = {
  name: 'grant list',
  operands: '',
  summary: 'List what agencies may see, until when, and how often they looked.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'print each grant as one line of JSON' } },
  async run(input) {
    const now = new Date().toISOString();
    for (const grant of await withStore(input, listGrants))
      input.print(input.options['json'] === true ? JSON.stringify(grant) : say(grant, now));
  },
};

import { listTokens } from '../store/api-tokens.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const tokenList: Command = {
  name: 'token list',
  operands: '',
  summary: 'List the tokens of scripts: scopes, expiry, last use; never the token itself.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'print each token as one line of JSON' } },
  async run(input) {
    const { options, print } = input;
    const now = new Date().toISOString();
    for (const token of await withStore(input, listTokens)) {
      const { id, name, scopes, endsAt, usedAt, revokedAt } = token;
      const state =
        revokedAt === null
          ? endsAt <= now
            ? `expired ${endsAt}`
            : `until ${endsAt}, ${usedAt === null ? 'never used' : `last used ${usedAt}`}`
          : `revoked ${revokedAt}`;
      print(
        options['json'] === true ? JSON.stringify(token) : `${id}  ${name}: ${scopes.join(', ')}; ${state}`,
      );
    }
  },
};

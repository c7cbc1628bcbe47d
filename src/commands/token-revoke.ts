import { PaperlineError } from '../domain/errors.ts';
import { revokeToken } from '../store/api-tokens.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const tokenRevoke: Command = {
  name: 'token revoke',
  operands: 'NAME',
  summary: 'End a token at once, by its name or its id.',
  minOperands: 1,
  maxOperands: 1,
  options: {},
  async run(input) {
    const { operands: [name = ''], print } = input; // prettier-ignore
    if (!(await withStore(input, (store) => revokeToken(store, name, new Date())))) {
      throw new PaperlineError({
        code: 'token-unknown',
        message: `There is no token ${JSON.stringify(name)} in force.`,
        remedy: 'See "paperline token list".',
      });
    }
    print(`${name} is revoked.`);
  },
};

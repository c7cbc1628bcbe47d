import { PaperlineError } from '../domain/errors.ts';
import { SCOPES, scopesFrom } from '../domain/roles.ts';
import { issueToken } from '../server/sign-in/token-desk.ts';
import { requiredOption, textOption, textsOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const tokenAdd: Command = {
  name: 'token add',
  operands: '',
  summary: 'Make a token for a script and print it, once; only its hash is kept.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    name: { type: 'string', value: 'NAME', summary: 'what it is for' },
    scope: { type: 'string', multiple: true, value: 'SCOPE', summary: `${SCOPES.join(', ')}; once or more` },
    grant: { type: 'string', value: 'GRANT', summary: 'the grant of an agency whose token it is' },
    expires: { type: 'string', value: 'DAY', summary: 'the last day that it works, such as 2027-01-31' },
  },
  async run(input) {
    const { options, print, tell } = input;
    const name = requiredOption(options, 'name', 'nightly-rows');
    const words = textsOption(options, 'scope');
    const scopes = scopesFrom(words);
    if (scopes === null) {
      throw new PaperlineError({
        code: 'usage',
        message: words.length === 0 ? '--scope is missing.' : `${words.join(', ')} is not a set of scopes.`,
        remedy: `The scopes are ${SCOPES.join(', ')}; give --scope once or more.`,
      });
    }
    const grant = textOption(options, 'grant') ?? null;
    const lastDay = requiredOption(options, 'expires', '2027-01-31');
    const { token, secret } = await withStore(input, (store) =>
      issueToken(store, { name, scopes, lastDay, grant, now: new Date() }),
    );
    print(secret);
    tell(
      `${token.name} (${token.scopes.join(', ')}) works until ${token.endsAt}. It is shown this once; send it as "Authorization: Bearer ...".`,
    );
  },
};

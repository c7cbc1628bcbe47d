import { PaperlineError } from '../domain/errors.ts';
import { SCOPES, scopesFrom } from '../domain/roles.ts';
import { hashSecret, newTokenSecret } from '../server/sign-in/secrets.ts';
import { nameOrRefusal } from '../server/sign-in/sign-in-desk.ts';
import { addToken } from '../store/api-tokens.ts';
import { requiredOption, textOption, textsOption } from './arguments.ts';
import type { Command } from './command.ts';
import { lastDayOption } from './last-day.ts';
import { withStore } from './with-store.ts';

const LONGEST_DAYS = 366;

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
    const name = nameOrRefusal(requiredOption(options, 'name', 'nightly-rows'));
    const words = textsOption(options, 'scope');
    const scopes = scopesFrom(words);
    if (scopes === null) {
      throw new PaperlineError({
        code: 'usage',
        message: words.length === 0 ? '--scope is missing.' : `${words.join(', ')} is not a set of scopes.`,
        remedy: `The scopes are ${SCOPES.join(', ')}; give --scope once or more.`,
      });
    }
    const now = new Date();
    const grant = textOption(options, 'grant') ?? null;
    const endsAt = lastDayOption(options, 'expires', { now, longestDays: LONGEST_DAYS });
    const secret = newTokenSecret();
    const token = await withStore(input, (store) =>
      addToken(store, { name, scopes, endsAt, now, secretHash: hashSecret(secret), grant }),
    );
    print(secret);
    tell(
      `${token.name} (${token.scopes.join(', ')}) works until ${token.endsAt}. It is shown this once; send it as "Authorization: Bearer ...".`,
    );
  },
};

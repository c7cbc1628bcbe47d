import { PaperlineError } from '../domain/errors.ts';
import { SCOPES, scopesFrom } from '../domain/roles.ts';
import { hashSecret, newTokenSecret } from '../server/sign-in/secrets.ts';
import { nameOrRefusal } from '../server/sign-in/sign-in-desk.ts';
import { addToken } from '../store/api-tokens.ts';
import { requiredOption, textsOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const DAY_MS = 24 * 3_600_000;
const LONGEST_DAYS = 366;

/** The end of a day, in UTC. @throws PaperlineError `usage` */
const endOfDay = (text: string, now: Date): Date => {
  const end = new Date(`${text}T23:59:59.999Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(end.getTime()) && end.toISOString().startsWith(text);
  const days = (end.getTime() - now.getTime()) / DAY_MS;
  if (isDay && days > 0 && days <= LONGEST_DAYS) return end;
  throw new PaperlineError({
    code: 'usage',
    message: isDay
      ? `--expires ${text} is ${days <= 0 ? 'past' : 'more than a year away'}.`
      : `Expected a day such as 2027-01-31 for --expires but received ${JSON.stringify(text)}.`,
    remedy: `Name a day of the coming year, such as --expires ${new Date(now.getTime() + 90 * DAY_MS).toISOString().slice(0, 10)}.`,
  });
};

export const tokenAdd: Command = {
  name: 'token add',
  operands: '',
  summary: 'Make a token for a script and print it, once; only its hash is kept.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    name: { type: 'string', value: 'NAME', summary: 'what it is for' },
    scope: { type: 'string', multiple: true, value: 'SCOPE', summary: `${SCOPES.join(', ')}; once or more` },
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
    const endsAt = endOfDay(requiredOption(options, 'expires', '2027-01-31'), now);
    const secret = newTokenSecret();
    const token = await withStore(input, (store) =>
      addToken(store, { name, scopes, endsAt, now, secretHash: hashSecret(secret) }),
    );
    print(secret);
    tell(
      `${token.name} (${token.scopes.join(', ')}) works until ${token.endsAt}. It is shown this once; send it as "Authorization: Bearer ...".`,
    );
  },
};

import { PaperlineError } from '../domain/errors.ts';
import { ROLES, rolesFrom, type Role } from '../domain/roles.ts';
import { enterLink } from '../server/server.ts';
import { inviteUser, issuePasswordLink } from '../server/sign-in/account-desk.ts';
import { nameOrRefusal } from '../server/sign-in/sign-in-desk.ts';
import { findByName } from '../store/accounts.ts';
import type { Store } from '../store/store.ts';
import { textOption, textsOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const rolesOrRefusal = (words: readonly string[]): Role[] => {
  const roles = rolesFrom(words);
  if (roles !== null) return roles;
  throw new PaperlineError({
    code: 'usage',
    message:
      words.length === 0
        ? '--role is missing.'
        : `${words.join(', ')} is not a set of roles; agency goes with no other.`,
    remedy: `The roles are ${ROLES.join(', ')}; give --role once or more.`,
  });
};

/** The account with this name, for a link of its own. @throws PaperlineError `account-unknown` */
export const accountNamed = async (store: Store, name: string): Promise<string> => {
  const found = await findByName(store, name);
  if (found !== null) return found.account.id;
  throw new PaperlineError({
    code: 'account-unknown',
    message: `There is no account named ${JSON.stringify(name)}.`,
    remedy: 'See "paperline user list".',
  });
};

export const userInvite: Command = {
  name: 'user invite',
  operands: '[NAME]',
  summary: 'Make a one-time link by which somebody makes an account, or chooses a new password.',
  minOperands: 0,
  maxOperands: 1,
  options: {
    role: { type: 'string', multiple: true, value: 'ROLE', summary: `${ROLES.join(', ')}; once or more` },
    again: {
      type: 'string',
      value: 'NAME',
      summary: 'instead: a link for who has an account to choose a new password',
    },
    port: { type: 'string', value: 'N', summary: 'the port that Paperline runs at (default 4310)' },
  },
  async run(input) {
    const { operands, options, config, print, tell } = input;
    const again = textOption(options, 'again');
    const roles = textsOption(options, 'role');
    if (again !== undefined && (roles.length > 0 || operands.length > 0)) {
      throw new PaperlineError({
        code: 'usage',
        message: '--again goes with neither a new name nor --role.',
        remedy: 'Write for example paperline user invite --again "Anna de Vries".',
      });
    }
    const now = new Date();
    const { secret, endsAt } = await withStore(input, async (store) =>
      again === undefined
        ? inviteUser(store, {
            name: operands[0] === undefined ? null : nameOrRefusal(operands[0]),
            roles: rolesOrRefusal(roles),
            now,
          })
        : issuePasswordLink(store, await accountNamed(store, again), now),
    );
    print(enterLink(config.url ?? `http://127.0.0.1:${config.port}`, secret));
    tell(`The link works once, until ${endsAt}. Give it to that person alone.`);
  },
};

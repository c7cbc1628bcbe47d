import { PaperlineError } from '../domain/errors.ts';
import { disableAccount, enableAccount } from '../store/accounts.ts';
import { withdrawInvitation } from '../store/one-time-links.ts';
import type { Command } from './command.ts';
import { accountNamed } from './user-invite.ts';
import { withStore } from './with-store.ts';

export const userDisable: Command = {
  name: 'user disable',
  operands: 'NAME',
  summary: 'Keep somebody out: all sessions end at once. What the person decided stays.',
  minOperands: 1,
  maxOperands: 1,
  options: {
    undo: { type: 'boolean', summary: 'let the person in again' },
    invitation: { type: 'boolean', summary: 'NAME is the id of an invitation, which is withdrawn' },
  },
  async run(input) {
    const { operands: [name = ''], options, print } = input; // prettier-ignore
    await withStore(input, async (store) => {
      if (options['invitation'] === true) {
        if (!(await withdrawInvitation(store, name))) {
          throw new PaperlineError({
            code: 'invitation-unknown',
            message: `There is no invitation ${JSON.stringify(name)} that waits.`,
            remedy: 'See "paperline user list".',
          });
        }
        print(`The invitation ${name} is withdrawn.`);
        return;
      }
      const account = await accountNamed(store, name);
      if (options['undo'] === true) await enableAccount(store, account);
      else await disableAccount(store, account, new Date());
      print(options['undo'] === true ? `${name} can sign in again.` : `${name} is out.`);
    });
  },
};

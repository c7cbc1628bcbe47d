import { listAccounts } from '../store/accounts.ts';
import { listInvitations } from '../store/one-time-links.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const userList: Command = {
  name: 'user list',
  operands: '',
  summary: 'List who has an account, with roles, and which invitations wait.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'print each account and invitation as one line of JSON' } },
  async run(input) {
    const { options, print } = input;
    await withStore(input, async (store) => {
      for (const account of await listAccounts(store)) {
        const { id, name, roles, signedInAt, disabledAt } = account;
        const state =
          disabledAt === null
            ? signedInAt === null
              ? 'never signed in'
              : `last signed in ${signedInAt}`
            : `disabled ${disabledAt}`;
        print(
          options['json'] === true
            ? JSON.stringify({ type: 'account', ...account })
            : `${id}  ${name}: ${roles.join(', ')}; ${state}`,
        );
      }
      for (const { id, name, roles, createdAt, endsAt } of await listInvitations(store, new Date())) {
        print(
          options['json'] === true
            ? JSON.stringify({ type: 'invitation', id, name, roles, createdAt, endsAt })
            : `${id}  invited${name === null ? '' : ` as ${name}`}: ${roles.join(', ')}; until ${endsAt}`,
        );
      }
    });
  },
};

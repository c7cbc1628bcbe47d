import { revokeGrant } from '../store/agency-grants.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const grantRevoke: Command = {
  name: 'grant revoke',
  operands: 'GRANT',
  summary: 'End a grant at once, in open sessions and for tokens too.',
  minOperands: 1,
  maxOperands: 1,
  options: {},
  async run(input) {
    const { operands: [id = ''], print } = input; // prettier-ignore
    const ended = await withStore(input, (store) => revokeGrant(store, id, new Date()));
    print(ended ? `The grant ${id} is revoked.` : `The grant ${id} was revoked before.`);
  },
};

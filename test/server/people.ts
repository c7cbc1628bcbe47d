/** People for tests: an account each, and a link that lets them in without a password. */
import { FIRST_ROLES, type Role } from '../../src/domain/roles.ts';
import { hashSecret, newSecret } from '../../src/server/sign-in/secrets.ts';
import { addAccount, findByName } from '../../src/store/accounts.ts';
import { addLink } from '../../src/store/one-time-links.ts';
import type { Store } from '../../src/store/store.ts';

let people = 0;

/** Gives the secret of a link; the account is made where the name is new. */
export const letIn = async (
  store: Store,
  roles: readonly Role[] = FIRST_ROLES,
  name = `person-${++people}`,
  now = new Date(),
): Promise<string> => {
  const known = await findByName(store, name);
  const secret = newSecret();
  await store.write((connection) => {
    const { id } = known?.account ?? addAccount(connection, { name, roles, credential: null, now });
    addLink(connection, {
      kind: 'enter',
      account: id,
      name: null,
      roles,
      secretHash: hashSecret(secret),
      now,
      validMs: 3_600_000,
    });
  });
  return secret;
};

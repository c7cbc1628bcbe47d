import { accountNameFrom, accountNameKey, NAME_LIMIT_CHARACTERS } from '../../domain/account-name.ts';
import { PaperlineError } from '../../domain/errors.ts';
import {
  findByName,
  rowOfAccount,
  setPassword,
  type Account,
  type Credential,
} from '../../store/accounts.ts';
import {
  lookAtLink,
  takeAccountLink,
  takeEnterLink,
  takePasswordLink,
  type StoredLink,
} from '../../store/one-time-links.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import { presentActor } from '../../store/audit-actor.ts';
import { recordAct, recordActAlone } from '../../store/audit-log.ts';
import { clearTry, countTry, type BackOff } from '../../store/sign-in-failures.ts';
import { openSession } from '../../store/sign-in-sessions.ts';
import type { Connection, Store } from '../../store/store.ts';
import { SESSION_TIMES } from './callers.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { checkNewPassword } from './password-rules.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Where a try to sign in comes from. */
export interface Whence {
  readonly address: string;
  /** A coarse word for the browser. */
  readonly browser: string;
}

export interface SignedIn {
  /** The cookie's value. */
  readonly cookie: string;
  readonly account: Account;
}

export interface SignInDesk {
  /** @throws PaperlineError `sign-in-refused` alike for a wrong name and a wrong password, `too-many-tries` */
  signIn(name: string, password: string, whence: Whence): Promise<SignedIn>;
  /** What a one-time link is for; it stays as it is. @throws PaperlineError `link-over` */
  look(secret: string): Promise<StoredLink & { readonly accountName: string | null }>;
  /** Uses a link that lets in as it is. @throws PaperlineError `link-over` */
  enter(secret: string, whence: Whence): Promise<SignedIn>;
  /**
   * Uses a link that makes an account, or one to choose a new password; `name` is for the first alone.
   * @throws PaperlineError `link-over`, `name-invalid`, `name-taken`, `password-...`; the link is then as it was
   */
  accept(secret: string, name: string, password: string, whence: Whence): Promise<SignedIn>;
  /** Uses a link that makes an account for who somebody is to a provider. @throws PaperlineError as `accept` */
  acceptAs(secret: string, name: string, credential: Credential, whence: Whence): Promise<SignedIn>;
  /**
   * Ends every other session of the account.
   * @throws PaperlineError `password-wrong`, `too-many-tries`, `password-...`
   */
  changePassword(account: string, session: string, present: string, next: string): Promise<void>;
  /** Opens a session for whom the organisation's sign-in knows. */
  open(account: Account, whence: Whence): Promise<SignedIn>;
}

/** Five tries are a person's; then half a minute, doubled up to an hour: fewer than the 100 in all that the standard allows. */
const ACCOUNT_BACK_OFF: BackOff = { free: 5, firstMs: 30_000, longestMs: 3_600_000 };
/** Many people may sit behind one address. */
const ADDRESS_BACK_OFF: BackOff = { free: 30, firstMs: 30_000, longestMs: 15 * 60_000 };

const accountTried = (name: string): string => hashSecret(`account:${accountNameKey(name)}`);
const addressTried = (address: string): string => hashSecret(`address:${address}`);

const tooManyTries = (waitMs: number): PaperlineError => {
  const minutes = Math.ceil(waitMs / 60_000);
  return new PaperlineError({
    code: 'too-many-tries',
    values: { minutes },
    message: 'There were too many tries that failed.',
    remedy: `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again, or ask a privacy owner for a link to choose a new password.`,
  });
};

const signInRefused = (): PaperlineError =>
  new PaperlineError({
    code: 'sign-in-refused',
    message: 'This name and this password do not belong together.',
    remedy: 'Look at both and try again, or ask a privacy owner for a link to choose a new password.',
  });

/** @throws PaperlineError `name-invalid` */
export const nameOrRefusal = (text: string): string => {
  const name = accountNameFrom(text);
  if (name !== null) return name;
  throw new PaperlineError({
    code: 'name-invalid',
    message: `${JSON.stringify(text)} cannot be a name here.`,
    remedy: `Use 2 to ${NAME_LIMIT_CHARACTERS} letters, digits, spaces and . - ' _ @ + and begin with a letter or digit.`,
  });
};

export const openSignInDesk = (store: Store, now: () => Date): SignInDesk => {
  const openFor = (
    connection: Connection,
    account: Account,
    { browser }: Whence,
    by: 'password' | 'link' | 'provider',
    at: Date,
  ): SignedIn => {
    // Asked inside the transaction: somebody may have been disabled while a password was looked at.
    if (rowOfAccount(connection, account.id).disabled_at !== null) throw signInRefused();
    const cookie = newSecret();
    openSession(connection, account.id, {
      secretHash: hashSecret(cookie),
      browser,
      now: at,
      times: SESSION_TIMES,
    });
    const actor = { kind: 'person', name: account.name, from: presentActor().from } as const;
    recordAct(connection, 'signed-in', { by }, { at, actor });
    return { cookie, account };
  };
  const checkPassword = async (password: string, name: string): Promise<void> =>
    checkNewPassword(password, [name, ...(await listSurveys(store))]);
  const accountNameOf = async (id: string | null): Promise<string | null> =>
    id === null
      ? null
      : ((await store.db.selectFrom('account').select('name').where('id', '=', id).executeTakeFirst())
          ?.name ?? null);
  const look = async (secret: string): Promise<StoredLink & { accountName: string | null }> => {
    const link = await lookAtLink(store, hashSecret(secret), now());
    return { ...link, accountName: await accountNameOf(link.account) };
  };
  const acceptAs: SignInDesk['acceptAs'] = (secret, name, credential, whence) =>
    store.write((connection) => {
      const at = now();
      const by = credential !== null && 'issuer' in credential ? 'provider' : 'link';
      const account = takeAccountLink(connection, hashSecret(secret), { name, credential, now: at });
      return openFor(connection, account, whence, by, at);
    });

  /** What was typed as a name may be a password: only a name that there is goes on record. */
  const refuse = async (why: 'wrong' | 'disabled' | 'unknown-to-us', name: string | null): Promise<never> => {
    const actor = { kind: 'nobody', name, from: presentActor().from } as const;
    await recordActAlone(store, 'sign-in-refused', { why }, { at: now(), actor });
    throw signInRefused();
  };

  return {
    async signIn(name, password, whence) {
      const [account, address] = [accountTried(name), addressTried(whence.address)];
      const waitMs = await countTry(
        store,
        [
          { key: account, backOff: ACCOUNT_BACK_OFF },
          { key: address, backOff: ADDRESS_BACK_OFF },
        ],
        now(),
      );
      if (waitMs > 0) throw tooManyTries(waitMs);
      const found = await findByName(store, name);
      const hash = found?.account.disabledAt === null ? found.passwordHash : null;
      const matches = await verifyPassword(hash, password);
      if (found === null) return refuse('unknown-to-us', null);
      if (!matches)
        return refuse(found.account.disabledAt === null ? 'wrong' : 'disabled', found.account.name);
      return store.write((connection) => {
        clearTry(connection, account, address);
        return openFor(connection, found.account, whence, 'password', now());
      });
    },
    look,
    enter: (secret, whence) =>
      store.write((connection) => {
        const at = now();
        return openFor(connection, takeEnterLink(connection, hashSecret(secret), at), whence, 'link', at);
      }),
    async accept(secret, typedName, password, whence) {
      // Looked at first, so that nobody without a link makes this machine hash.
      const link = await look(secret);
      if (link.kind === 'new-password') {
        await checkPassword(password, link.accountName ?? '');
        const passwordHash = await hashPassword(password);
        return store.write((connection) => {
          const at = now();
          const account = takePasswordLink(connection, hashSecret(secret), { passwordHash, now: at });
          clearTry(connection, accountTried(account.name), addressTried(whence.address));
          return openFor(connection, account, whence, 'link', at);
        });
      }
      const name = nameOrRefusal(typedName);
      await checkPassword(password, name);
      return acceptAs(secret, name, { passwordHash: await hashPassword(password) }, whence);
    },
    acceptAs,
    async changePassword(id, session, present, next) {
      const name = (await accountNameOf(id)) ?? '';
      const key = accountTried(name);
      const waitMs = await countTry(store, [{ key, backOff: ACCOUNT_BACK_OFF }], now());
      if (waitMs > 0) throw tooManyTries(waitMs);
      const found = await findByName(store, name);
      if (found === null || !(await verifyPassword(found.passwordHash, present))) {
        throw new PaperlineError({
          code: 'password-wrong',
          message: 'The present password is not right.',
          remedy: 'Type it again; nothing was changed.',
        });
      }
      await store.write((connection) => clearTry(connection, key, ''));
      await checkPassword(next, name);
      const hash = await hashPassword(next);
      await store.write((connection) => setPassword(connection, id, hash, session));
    },
    open: (account, whence) =>
      store.write((connection) => openFor(connection, account, whence, 'provider', now())),
  };
};

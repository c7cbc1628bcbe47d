import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../../src/server/sign-in/password-hash.ts';

it('knows a password by its hash, however its letters are composed, and no other', async () => {
  const stored = await hashPassword('één zonnige dag'.normalize('NFC'));
  expect(await verifyPassword(stored, 'één zonnige dag'.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(stored, 'een zonnige dag')).toBe(false);
  expect(await hashPassword('één zonnige dag')).not.toBe(stored);
});

it('knows a hash that another program made with other parameters', async () => {
  // The reference implementation's own test: argon2id, 64 MiB, two passes, one lane, "password" and "somesalt".
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword(reference, 'password')).toBe(true);
  expect(await verifyPassword(reference, 'passwords')).toBe(false);
});

it.each([
  null,
  '',
  'password',
  '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
])('lets nobody in by %j', async (stored) => {
  expect(await verifyPassword(stored, 'password')).toBe(false);
});

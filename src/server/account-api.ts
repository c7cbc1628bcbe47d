/** What the screens of accounts and the server say to each other, as `api.ts` for the rest. */
import { z } from 'zod';
import { ROLES, rolesFrom } from '../domain/roles.ts';

const roleSchema = z.enum(ROLES);
const nameSchema = z.string().min(1).max(100);
/** Longer ones are refused with a reason by the rules of passwords. */
const passwordSchema = z.string().min(1).max(1000);
const secretSchema = z.string().min(1).max(200);
const idSchema = z.string().regex(/^[0-9A-Z]{8,16}$/u);
const rolesSchema = z
  .array(roleSchema)
  .refine((roles) => rolesFrom(roles) !== null, 'Expected one role or more; agency goes with no other.')
  .transform((roles) => rolesFrom(roles) ?? []);

export const signInWaysSchema = z.object({
  /** Nobody can sign in yet: the way in is the link of the start. */
  linkFirst: z.boolean(),
  /** What the organisation's sign-in is called; null where there is none. */
  provider: z.string().nullable(),
  /** Of a new password. */
  leastCharacters: z.number(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

export const sessionSchema = z.object({
  /** How others see who holds a task. */
  name: z.string(),
  roles: z.array(roleSchema),
  leaseMs: z.number(),
});
export type SessionReply = z.infer<typeof sessionSchema>;

export const signInBodySchema = z.strictObject({ name: nameSchema, password: passwordSchema });
export const linkBodySchema = z.strictObject({ secret: secretSchema });
export const lookedAtSchema = z.object({
  kind: z.enum(['first-account', 'invitation', 'new-password', 'enter']),
  /** Whose link it is, or for whom it is meant; null where nobody said. */
  name: z.string().nullable(),
  roles: z.array(roleSchema),
});
export type LookedAt = z.infer<typeof lookedAtSchema>;
export const acceptBodySchema = z.strictObject({
  secret: secretSchema,
  /** Left aside where the link is for an account that has one. */
  name: z.string().max(100),
  password: passwordSchema,
});

export const providerBodySchema = z.strictObject({
  /** The link that makes an account, and its name; null where there is an account. */
  link: z.strictObject({ secret: secretSchema, name: z.string().max(100) }).nullable(),
});
export const providerReplySchema = z.object({ url: z.string() });

export const ownAccountSchema = z.object({
  name: z.string(),
  roles: z.array(roleSchema),
  signsInBy: z.array(z.enum(['password', 'oidc'])),
  sessions: z.array(
    z.object({
      id: z.string(),
      browser: z.string(),
      createdAt: z.string(),
      seenAt: z.string(),
      /** The session that asks. */
      here: z.boolean(),
    }),
  ),
});
export type OwnAccount = z.infer<typeof ownAccountSchema>;
export const changePasswordBodySchema = z.strictObject({ present: passwordSchema, next: passwordSchema });
export const sessionParamsSchema = z.strictObject({ session: idSchema });

export const usersReplySchema = z.object({
  users: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      roles: z.array(roleSchema),
      signsInBy: z.array(z.enum(['password', 'oidc'])),
      createdAt: z.string(),
      signedInAt: z.string().nullable(),
      disabledAt: z.string().nullable(),
      you: z.boolean(),
    }),
  ),
  invitations: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      roles: z.array(roleSchema),
      endsAt: z.string(),
    }),
  ),
});
export type UsersReply = z.infer<typeof usersReplySchema>;
export type UserView = UsersReply['users'][number];
export const inviteBodySchema = z.strictObject({ name: nameSchema.nullable(), roles: rolesSchema });
export const issuedLinkSchema = z.object({ link: z.string(), endsAt: z.string() });
export type IssuedLinkReply = z.infer<typeof issuedLinkSchema>;
export const rolesBodySchema = z.strictObject({ roles: rolesSchema });
export const userParamsSchema = z.strictObject({ user: idSchema });
export const invitationParamsSchema = z.strictObject({ invitation: idSchema });

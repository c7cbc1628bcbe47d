/** Who may do what, in words: the roles of people and the scopes of tokens. Which route asks for which stands beside it. */

/** In the order in which they are shown. `agency` stands alone: an outside research agency never sees paper. */
export const ROLES = ['operator', 'reviewer', 'privacy-owner', 'agency'] as const;
export type Role = (typeof ROLES)[number];

/** Of whoever starts alone: takes roles away from the account when others come. */
export const FIRST_ROLES: readonly Role[] = ['operator', 'reviewer', 'privacy-owner'];

/** What a token may do; `read` changes nothing. */
export const SCOPES = [
  'rows:read',
  'folder:read',
  'folder:write',
  'print:read',
  'print:write',
  'results:read',
] as const;
export type Scope = (typeof SCOPES)[number];

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/** The roles in their order, each once; null where there is none, one is unknown, or `agency` is not alone. */
export const rolesFrom = (words: readonly string[]): Role[] | null => {
  if (words.length === 0 || !words.every(isRole)) return null;
  if (words.includes('agency') && words.some((word) => word !== 'agency')) return null;
  return ROLES.filter((role) => words.includes(role));
};

/** The scopes in their order, each once; null where there is none or one is unknown. */
export const scopesFrom = (words: readonly string[]): Scope[] | null => {
  const known = SCOPES.filter((scope) => words.includes(scope));
  return known.length === 0 || words.some((word) => !known.some((scope) => scope === word)) ? null : known;
};

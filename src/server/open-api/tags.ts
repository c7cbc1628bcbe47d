/** What the routes are about, by where their addresses begin; the first that fits counts. */
const TAGS = [
  ['/api/rows', 'Rows', 'Anonymous rows of a survey.'],
  ['/api/surveys', 'Rows', 'Anonymous rows of a survey.'],
  ['/api/results', 'Results', 'What was published of a survey.'],
  ['/api/grants', 'Grants', 'Which agency may see what was published, and until when.'],
  ['/api/folder', 'Folder', 'The watched folder: what is where, what was rejected and why.'],
  ['/api/pages', 'Folder', 'The watched folder: what is where, what was rejected and why.'],
  ['/api/batches', 'Print', 'Questionnaires as they print, and the copies printed.'],
  ['/api/print', 'Print', 'Questionnaires as they print, and the copies printed.'],
  ['/api/forms', 'Print', 'Questionnaires as they print, and the copies printed.'],
  ['/api/questionnaires', 'Questionnaires', 'Writing questionnaires: checking, seeing and saving them.'],
  ['/api/adopted', 'Adopted forms', 'Forms that were printed elsewhere.'],
  ['/api/review', 'Review', 'What a person looks at: tasks, walls, whole pages.'],
  ['/api/waves', 'Waves', 'Waves: opening them, closing them for good, and what is left of them.'],
  ['/api/retention', 'Waves', 'Waves: opening them, closing them for good, and what is left of them.'],
  ['/api/audit', 'Audit log', 'Who did what, when and from where.'],
  ['/api/results', 'Results', 'What is published.'],
  ['/api/grants', 'Grants', 'What agencies may see, and until when.'],
  ['/api/users', 'Users', 'Accounts, roles and invitations.'],
  ['/api/tokens', 'Tokens', 'What scripts sign in with.'],
  ['/api/openings', 'Openings', 'Who opened which whole page, and why.'],
  ['/api/account', 'Signing in', 'Sessions, one-time links, and one’s own account.'],
  ['/api/session', 'Signing in', 'Sessions, one-time links, and one’s own account.'],
  ['/api/sign-in', 'Signing in', 'Sessions, one-time links, and one’s own account.'],
  ['/api/links', 'Signing in', 'Sessions, one-time links, and one’s own account.'],
  ['/api/provider', 'Signing in', 'Sessions, one-time links, and one’s own account.'],
  ['/api/openapi.json', 'Server', 'The server itself.'],
] as const;

export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** `/api/review/undo` is about Review; what is not known here is named by its address, `/api/wave-closing/x` Wave closing. */
export const tagOf = (url: string): Tag => {
  const [, name, description] = TAGS.find(([prefix]) => url === prefix || url.startsWith(`${prefix}/`)) ?? [];
  if (name !== undefined && description !== undefined) return { name, description };
  const part = /^\/api\/([a-z-]+)/u.exec(url)?.[1];
  if (part === undefined) return { name: 'Server', description: 'The server itself.' };
  const words = part.replaceAll('-', ' ');
  return { name: `${words.charAt(0).toUpperCase()}${words.slice(1)}`, description: `About ${words}.` };
};

/** In the order in which they are listed. */
const ORDER: readonly string[] = TAGS.map(([, name]) => name);
export const compareTags = (one: Tag, other: Tag): number => {
  const place = ({ name }: Tag): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return place(one) - place(other) || one.name.localeCompare(other.name);
};

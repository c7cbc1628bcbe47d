import type { Command } from './command.ts';

/** Every command by the words that call it; each is loaded only when it is wanted. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  'form check': async () => (await import('./form-check.ts')).formCheck,
  'form print': async () => (await import('./form-print.ts')).formPrint,
  'form adopt': async () => (await import('./form-adopt.ts')).formAdopt,
  'form register': async () => (await import('./form-register.ts')).formRegister,
  'form list': async () => (await import('./form-list.ts')).formList,
  'form retire': async () => (await import('./form-retire.ts')).formRetire,
  simulate: async () => (await import('./simulate.ts')).simulate,
  read: async () => (await import('./read.ts')).read,
  ingest: async () => (await import('./ingest.ts')).ingest,
  watch: async () => (await import('./watch.ts')).watch,
  'page list': async () => (await import('./page-list.ts')).pageList,
  'page assign': async () => (await import('./page-assign.ts')).pageAssign,
  'page aside': async () => (await import('./page-aside.ts')).pageAside,
  reread: async () => (await import('./reread.ts')).reread,
  quality: async () => (await import('./quality.ts')).quality,
  'rows export': async () => (await import('./rows-export.ts')).rowsExport,
  'user invite': async () => (await import('./user-invite.ts')).userInvite,
  'user list': async () => (await import('./user-list.ts')).userList,
  'user disable': async () => (await import('./user-disable.ts')).userDisable,
  'token add': async () => (await import('./token-add.ts')).tokenAdd,
  'token list': async () => (await import('./token-list.ts')).tokenList,
  'token revoke': async () => (await import('./token-revoke.ts')).tokenRevoke,
  backup: async () => (await import('./backup.ts')).backup,
};

import type { AuditAct } from '../../domain/audit-acts.ts';
import type { AuditVerdictReply, RetentionReply, WaveView } from '../../server/wave-api.ts';

type Because = NonNullable<AuditVerdictReply['broken']>['why'];
type Kind = RetentionReply['groups'][number]['what'];

const number = (value: number): string => value.toLocaleString('en-GB');
const counted = (value: number, one: string, many: string): string =>
  value === 1 ? `1 ${one}` : `${number(value)} ${many}`;

const states: Readonly<Record<WaveView['state'], string>> = {
  open: 'Open',
  closing: 'Closing',
  closed: 'Closed',
};

const kinds: Readonly<Record<Kind, (files: number) => string>> = {
  scans: (files) => counted(files, 'scan', 'scans'),
  rejected: (files) => counted(files, 'rejected file', 'rejected files'),
  prints: (files) => counted(files, 'printed PDF', 'printed PDFs'),
};

const because: Readonly<Record<Because, string>> = {
  changed: 'its content was changed',
  unchained: 'it does not follow the one before it',
  gap: 'it is missing',
  'cut-off': 'entries are missing at the end',
  'not-as-noted': 'it is not the entry that was noted',
};

/** An act that has no words here is shown by its name. */
const acts: Readonly<Record<AuditAct, string>> = {
  'signed-in': 'Signed in',
  'sign-in-refused': 'Sign-in refused',
  'signed-out': 'Signed out',
  'sessions-ended': 'Ended sessions elsewhere',
  'password-set': 'Set a password',
  'account-added': 'Account made',
  'account-disabled': 'Account disabled',
  'account-enabled': 'Account enabled',
  'roles-set': 'Roles changed',
  'link-issued': 'One-time link made',
  'invitation-withdrawn': 'Invitation withdrawn',
  'token-added': 'Token made',
  'token-revoked': 'Token revoked',
  'page-opened': 'Opened a whole page',
  'page-assigned': 'Said of which copy a page is',
  'page-set-aside': 'Set a page aside',
  'page-taken-back': 'Took a page back',
  'rejected-set-aside': 'Set a rejected file aside',
  'rejected-taken-back': 'Took a rejected file back',
  'rejected-read-again': 'Read a rejected file again',
  'scan-sent': 'Sent a scan',
  'batch-made': 'Added a trip',
  'batch-changed': 'Changed a trip',
  'questionnaire-saved': 'Saved a questionnaire',
  printed: 'Printed copies',
  'scans-read-again': 'Read scans again',
  'form-registered': 'Took a form into use',
  'form-retired': 'Took a form out of use',
  'rows-shown': 'Looked at rows',
  'rows-exported': 'Took rows along',
  'texts-exported': 'Took open answers along',
  'text-looked-at': 'Decided on an open answer',
  'text-look-undone': 'Took back a decision on an open answer',
  'quality-share-set': 'Set how much is read again',
  'backup-made': 'Made a backup',
  restored: 'Restored a backup',
  'wave-opened': 'Opened a wave',
  'wave-closing': 'Began to close a wave',
  'wave-closed': 'Closed a wave',
  'retention-set': 'Set how long files are kept',
  deleted: 'Deleted files',
  'deletion-failed': 'Files could not be deleted',
  'audit-exported': 'Took the audit log along',
  'audit-reported': 'Made the audit report',
  'settings-in-force': 'Settings changed',
  published: 'Published tables',
  'publication-refused': 'Tables not published',
  'grant-added': 'Grant given to an agency',
  'grant-revoked': 'Grant revoked',
  'publication-looked-at': 'Looked at published tables',
  'publication-downloaded': 'Took published tables along',
};

/** The screen of waves, of what is deleted when, and of the audit log. */
export const wavesEn = {
  title: 'Waves',
  listTitle: 'All waves',
  none: 'There is no wave yet. Printing a form opens one.',
  survey: 'Survey',
  wave: 'Wave',
  state: 'State',
  standing: 'Where it stands',
  states,
  copiesRead: (copies: number) => counted(copies, 'copy read', 'copies read'),
  incomplete: (copies: number) => counted(copies, 'copy incomplete', 'copies incomplete'),
  openTasks: (tasks: number) => counted(tasks, 'answer to review', 'answers to review'),
  loosePages: (pages: number) => counted(pages, 'page without a copy', 'pages without a copy'),
  undecidedTexts: (texts: number) =>
    counted(texts, 'open answer not decided on', 'open answers not decided on'),
  beingRead: (files: number) => counted(files, 'file being read', 'files being read'),
  rows: (rows: number) => counted(rows, 'row', 'rows'),
  ofPrinted: (printed: number) => `of ${counted(printed, 'copy printed', 'copies printed')}`,
  corrected: (fields: number) => counted(fields, 'answer corrected by people', 'answers corrected by people'),
  close: 'Close…',
  closeOf: (wave: string, survey: string) => `Close wave ${wave} of ${survey}`,
  closeTitle: (wave: string) => `Close wave ${wave} for good`,
  closeText: [
    'Every copy that was read becomes one anonymous row with a new random number. Readings, decisions and pictures are then removed, and the key of the backups is thrown away: nobody can find out any more which sheet a row came from.',
    'Nothing takes this back. Nothing can be added to the wave afterwards.',
  ],
  dropOpen: 'Give these up: -9 in the rows, and words that nobody let go are not kept',
  stillOpen: 'Still open:',
  typeName: 'Type the name of the wave to go on',
  closeNow: 'Close for good',
  closingNow: 'Closing…',
  keepOpen: 'Leave it open',
  closed: (wave: string, rows: number) =>
    `Wave ${wave} is closed: ${counted(rows, 'row', 'rows')}. Remove copies of its key that were kept elsewhere.`,
  openTitle: 'Open a wave',
  openHint: 'Such as 2027-Q1. Printing for a wave opens it too.',
  open: 'Open the wave',
  opened: (wave: string) => `Wave ${wave} is open.`,
  retentionTitle: 'What is deleted when',
  retentionText: 'Scans and printed PDFs go after their wave was closed, by themselves, once a day.',
  nothingKept: 'No file waits to be deleted.',
  files: 'Files',
  due: 'Goes on',
  kinds,
  until: (waves: string) => `once ${waves} is closed`,
  untilNamed: 'once somebody said of which copy each page is',
  daysOf: (survey: string) => `Days after closing, ${survey}`,
  save: 'Save',
  saved: 'Saved.',
  applyNow: 'Delete now what is due',
  applied: (files: number) =>
    files === 0 ? 'Nothing was due.' : `${counted(files, 'file', 'files')} deleted.`,
  notDeleted: (files: number) =>
    `${counted(files, 'file', 'files')} could not be deleted; they are tried again tomorrow. Look whether this user may write there.`,
  auditTitle: 'Audit log',
  auditText:
    'Who did what, when and from where. Entries are only added, and each is chained to the one before.',
  verify: 'Check the chain',
  intact: (entries: number) =>
    `The chain holds: ${counted(entries, 'entry', 'entries')}. Note its head elsewhere:`,
  broken: (entry: number, why: Because) => `Entry ${number(entry)} is broken: ${because[why]}.`,
  download: 'Download',
  when: 'When',
  who: 'Who',
  what: 'What',
  from: 'From',
  thisMachine: 'this machine',
  actors: {
    system: 'Paperline itself',
    nobody: 'not signed in',
    'command-line': 'command line',
    token: 'token',
  },
  acts,
  /** What entries say by a code, by the name that the value has in the entry. */
  values: {
    by: {
      password: 'with a password',
      link: 'by a link',
      provider: 'with the organisation’s sign-in',
    },
    why: {
      wrong: 'name or password wrong',
      disabled: 'account disabled',
      'unknown-to-us': 'no account here',
    },
    kind: {
      'first-account': 'first account',
      invitation: 'invitation',
      'new-password': 'new password',
      enter: 'lets in at once',
    },
    what: {
      scans: 'scans',
      rejected: 'rejected files',
      prints: 'printed PDFs',
      backups: 'backups',
    },
  },
  older: 'Older entries',
};

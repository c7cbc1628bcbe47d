/** The act says it all. */
type NothingMore = Readonly<Record<string, never>>;

/**
 * The acts that the audit log knows, and what an entry says of each. What is said names surveys, waves, accounts and
 * counts; never an answer, never the code of a copy, never the name of a scan.
 */
export interface AuditActs {
  'signed-in': { readonly by: 'password' | 'link' | 'provider' };
  /** A try that was looked at; tries that come too early are refused unseen, and are not entries. */
  'sign-in-refused': { readonly why: 'wrong' | 'disabled' | 'unknown-to-us' };
  'signed-out': NothingMore;
  'sessions-ended': { readonly account: string };
  'password-set': { readonly account: string };
  'account-added': { readonly account: string; readonly roles: readonly string[] };
  'account-disabled': { readonly account: string };
  'account-enabled': { readonly account: string };
  'roles-set': { readonly account: string; readonly roles: readonly string[] };
  'link-issued': {
    readonly kind: 'first-account' | 'invitation' | 'new-password' | 'enter';
    /** Whose link it is, or for whom it is meant; null where nobody said. */
    readonly account: string | null;
    readonly roles: readonly string[];
  };
  'invitation-withdrawn': { readonly invitation: string };
  'token-added': { readonly token: string; readonly scopes: readonly string[]; readonly endsAt: string };
  'token-revoked': { readonly token: string };
  /** `opening` is the number of the record of page openings. */
  'page-opened': { readonly opening: number; readonly reason: string; readonly survey: string | null };
  /** One field of a page, from a row of an open wave. */
  'field-opened': {
    readonly opening: number;
    readonly reason: string;
    readonly survey: string;
    readonly variable: string;
  };
  'page-assigned': { readonly survey: string; readonly wave: string; readonly tasks: number };
  'page-set-aside': NothingMore;
  'page-taken-back': NothingMore;
  'rejected-set-aside': NothingMore;
  'rejected-taken-back': NothingMore;
  'rejected-read-again': NothingMore;
  /** A scan came by the screen. */
  'scan-sent': { readonly bytes: number };
  'batch-made': { readonly survey: string; readonly wave: string };
  /** What was known of a trip, or counted on it; what it was before stands in the history of batches. */
  'batch-changed': { readonly survey: string; readonly wave: string; readonly revision: number };
  /** A questionnaire went into the forms folder, as a new file or in place of what nobody printed. */
  'questionnaire-saved': { readonly file: string; readonly survey: string };
  printed: {
    readonly survey: string;
    readonly wave: string;
    readonly form: string;
    readonly language: string;
    readonly copies: number;
  };
  'scans-read-again': { readonly survey: string | null; readonly files: number; readonly pages: number };
  'form-registered': { readonly survey: string; readonly form: string };
  'form-retired': { readonly form: string };
  /** The rows on the screen: one entry each time they are made anew. */
  'rows-shown': { readonly survey: string; readonly rows: number };
  'rows-exported': {
    readonly survey: string;
    /** Where one wave alone was asked for. */
    readonly wave?: string;
    readonly format: string;
    readonly rows: number;
  };
  /** Open answers that a person let go, taken along as a file. */
  'texts-exported': {
    readonly survey: string;
    /** Where one alone was taken. */
    readonly wave?: string;
    readonly format: string;
    readonly texts: number;
  };
  /** What somebody said of an open answer; `cutOut` is true where words were cut out of it. */
  'text-looked-at': {
    readonly survey: string;
    readonly variable: string;
    readonly outcome: 'released' | 'kept' | 'redacted';
    readonly cutOut: boolean;
    /** Pieces that may be personal and were left standing. */
    readonly marks: number;
  };
  'text-look-undone': { readonly survey: string; readonly variable: string };
  'backup-made': { readonly file: string; readonly bytes: number };
  restored: { readonly file: string; readonly withoutSheets: number };
  'wave-opened': { readonly survey: string; readonly wave: string };
  'wave-closing': {
    readonly survey: string;
    readonly wave: string;
    readonly rows: number;
    readonly tasksDropped: number;
    readonly pagesDropped: number;
    readonly textsDropped: number;
  };
  'wave-closed': { readonly survey: string; readonly wave: string; readonly rows: number };
  /** Of accepted readings and of decisions that is read again, in 0..1. */
  'quality-share-set': { readonly survey: string; readonly share: number };
  'retention-set': { readonly survey: string; readonly days: number };
  deleted: {
    readonly survey: string | null;
    readonly wave: string | null;
    readonly what: 'scans' | 'rejected' | 'prints' | 'backups';
    readonly files: number;
    readonly bytes: number;
    /** Of the files, those that somebody had taken away before. */
    readonly goneBefore: number;
  };
  /** Files whose time had come and that could not be deleted. */
  'deletion-failed': { readonly what: 'scans' | 'rejected' | 'prints' | 'backups'; readonly files: number };
  published: { readonly survey: string; readonly wave: string; readonly number: number };
  'publication-refused': { readonly survey: string; readonly wave: string; readonly why: string };
  'grant-added': {
    readonly account: string;
    readonly survey: string;
    readonly endsAt: string;
    readonly downloads: number | null;
  };
  'grant-revoked': { readonly account: string; readonly survey: string };
  /** An agency looked at a publication. */
  'publication-looked-at': { readonly survey: string; readonly wave: string; readonly number: number };
  /** Somebody took a publication along as a file, an agency or one of the company's own. */
  'publication-downloaded': {
    readonly survey: string;
    readonly wave: string;
    readonly number: number;
    readonly format: string;
  };
  'audit-exported': { readonly entries: number };
  'audit-reported': { readonly year: number };
  /** Settings that decide what is accepted or kept, at a start at which they differ from the last ones on record. */
  'settings-in-force': Readonly<Record<string, string | number | boolean | null>>;
}

export type AuditAct = keyof AuditActs;

/** Names that entries give to their numbers; those of settings are the settings' own. */
export type AuditNumber = {
  [A in Exclude<AuditAct, 'settings-in-force'>]: {
    [N in keyof AuditActs[A]]-?: number extends AuditActs[A][N] ? N : never;
  }[keyof AuditActs[A]];
}[Exclude<AuditAct, 'settings-in-force'>];

/** Who did it, and from where. */
export interface Actor {
  /**
   * `person`: an account; `token`: a script, by its token's name; `command-line`: whoever may start commands on this
   * machine, by the system's name for them; `system`: Paperline by itself; `nobody`: somebody who is not signed in.
   */
  readonly kind: 'person' | 'token' | 'command-line' | 'system' | 'nobody';
  /** Null for `system` and `nobody`. */
  readonly name: string | null;
  /** An address, or `this machine`. */
  readonly from: string;
}

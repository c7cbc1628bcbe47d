/** What was written and not saved, kept in this browser by itself: by account and file, so that nobody meets another's. */

export interface Draft {
  readonly text: string;
  /** How the questionnaire stood when the draft was begun; null for a new one. */
  readonly base: string | null;
  readonly at: string;
}

const PREFIX = 'paperline.questionnaire.';

/** Of a questionnaire that has no file yet. */
export const NEW_FILE = '';

export interface Drafts {
  read(file: string): Draft | null;
  /** False where the browser keeps nothing. */
  keep(file: string, draft: Draft): boolean;
  drop(file: string): void;
  files(): readonly string[];
}

export const openDrafts = (account: string): Drafts => {
  const begin = `${PREFIX}${account}/`;
  // A browser may forbid storage, or have no room.
  const attempt = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    read: (file) =>
      attempt(() => {
        const kept = localStorage.getItem(begin + file);
        return kept === null ? null : (JSON.parse(kept) as Draft);
      }, null),
    keep: (file, draft) =>
      attempt(() => {
        localStorage.setItem(begin + file, JSON.stringify(draft));
        return true;
      }, false),
    drop: (file) => attempt(() => localStorage.removeItem(begin + file), undefined),
    files: () =>
      attempt(
        () =>
          Object.keys(localStorage)
            .filter((key) => key.startsWith(begin))
            .map((key) => key.slice(begin.length)),
        [],
      ),
  };
};

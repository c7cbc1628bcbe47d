/**
 * Operational faults: something outside the program is not as it must be. Every code maps once to an exit status and
 * an HTTP status. Bad paper is data and never one of these.
 */
interface FaultKind {
  readonly exitStatus: 1 | 2;
  readonly httpStatus: number;
}

const FAULT_KINDS = {
  usage: { exitStatus: 2, httpStatus: 400 },
  'configuration-invalid': { exitStatus: 2, httpStatus: 500 },
  'questionnaire-invalid': { exitStatus: 1, httpStatus: 422 },
  'questionnaire-does-not-fit': { exitStatus: 1, httpStatus: 422 },
  'questionnaire-slow': { exitStatus: 1, httpStatus: 422 },
  'questionnaire-changed': { exitStatus: 1, httpStatus: 409 },
  'file-exists': { exitStatus: 1, httpStatus: 409 },
  'file-name-invalid': { exitStatus: 1, httpStatus: 422 },
  'layout-invalid': { exitStatus: 1, httpStatus: 422 },
  'file-not-found': { exitStatus: 1, httpStatus: 404 },
  'file-not-readable': { exitStatus: 1, httpStatus: 403 },
  'file-not-writable': { exitStatus: 1, httpStatus: 500 },
  'disk-full': { exitStatus: 1, httpStatus: 507 },
  'scan-empty': { exitStatus: 1, httpStatus: 422 },
  'scan-truncated': { exitStatus: 1, httpStatus: 422 },
  'scan-damaged': { exitStatus: 1, httpStatus: 422 },
  'scan-encrypted': { exitStatus: 1, httpStatus: 422 },
  'scan-not-an-image': { exitStatus: 1, httpStatus: 422 },
  'scan-too-many-pages': { exitStatus: 1, httpStatus: 422 },
  'scan-too-large': { exitStatus: 1, httpStatus: 422 },
  'scan-already-sent': { exitStatus: 1, httpStatus: 409 },
  'scan-duplicate': { exitStatus: 1, httpStatus: 409 },
  'data-folder-invalid': { exitStatus: 1, httpStatus: 500 },
  'data-folder-in-use': { exitStatus: 1, httpStatus: 503 },
  'database-newer': { exitStatus: 1, httpStatus: 500 },
  'database-damaged': { exitStatus: 1, httpStatus: 500 },
  'form-unknown': { exitStatus: 1, httpStatus: 404 },
  'page-unknown': { exitStatus: 1, httpStatus: 404 },
  'copy-unknown': { exitStatus: 1, httpStatus: 422 },
  'row-link-over': { exitStatus: 1, httpStatus: 404 },
  'field-not-read': { exitStatus: 1, httpStatus: 404 },
  'survey-unknown': { exitStatus: 1, httpStatus: 404 },
  'wave-unknown': { exitStatus: 1, httpStatus: 404 },
  'too-many-rows': { exitStatus: 1, httpStatus: 422 },
  'share-invalid': { exitStatus: 2, httpStatus: 422 },
  'batch-unknown': { exitStatus: 1, httpStatus: 404 },
  'batch-changed': { exitStatus: 1, httpStatus: 409 },
  'print-run-unknown': { exitStatus: 1, httpStatus: 404 },
  'file-unknown': { exitStatus: 1, httpStatus: 404 },
  'upload-too-large': { exitStatus: 1, httpStatus: 413 },
  'upload-broken-off': { exitStatus: 1, httpStatus: 400 },
  'nobody-watches': { exitStatus: 1, httpStatus: 409 },
  'wave-closed': { exitStatus: 1, httpStatus: 409 },
  'wave-empty': { exitStatus: 1, httpStatus: 422 },
  'weight-invalid': { exitStatus: 1, httpStatus: 422 },
  'table-plan-missing': { exitStatus: 1, httpStatus: 422 },
  'wave-open': { exitStatus: 1, httpStatus: 409 },
  'table-plan-invalid': { exitStatus: 1, httpStatus: 422 },
  'publication-refused': { exitStatus: 1, httpStatus: 409 },
  'publication-rules-changed': { exitStatus: 1, httpStatus: 409 },
  'perturbation-invalid': { exitStatus: 1, httpStatus: 422 },
  'wave-exists': { exitStatus: 1, httpStatus: 409 },
  'wave-unfinished': { exitStatus: 1, httpStatus: 409 },
  'key-missing': { exitStatus: 1, httpStatus: 500 },
  'task-unknown': { exitStatus: 1, httpStatus: 404 },
  'task-not-yours': { exitStatus: 1, httpStatus: 409 },
  'decision-invalid': { exitStatus: 1, httpStatus: 422 },
  'answer-unknown': { exitStatus: 1, httpStatus: 404 },
  'answer-stale': { exitStatus: 1, httpStatus: 409 },
  'second-look-needed': { exitStatus: 1, httpStatus: 409 },
  'redaction-invalid': { exitStatus: 1, httpStatus: 422 },
  'variable-unknown': { exitStatus: 1, httpStatus: 404 },
  'category-unknown': { exitStatus: 1, httpStatus: 404 },
  'category-exists': { exitStatus: 1, httpStatus: 409 },
  'category-in-use': { exitStatus: 1, httpStatus: 409 },
  'label-invalid': { exitStatus: 1, httpStatus: 422 },
  'not-signed-in': { exitStatus: 1, httpStatus: 401 },
  'not-allowed': { exitStatus: 1, httpStatus: 403 },
  'sign-in-refused': { exitStatus: 1, httpStatus: 401 },
  'too-many-tries': { exitStatus: 1, httpStatus: 429 },
  'link-over': { exitStatus: 1, httpStatus: 410 },
  'name-invalid': { exitStatus: 1, httpStatus: 422 },
  'name-taken': { exitStatus: 1, httpStatus: 409 },
  'password-short': { exitStatus: 1, httpStatus: 422 },
  'password-long': { exitStatus: 1, httpStatus: 422 },
  'password-common': { exitStatus: 1, httpStatus: 422 },
  'password-simple': { exitStatus: 1, httpStatus: 422 },
  'password-personal': { exitStatus: 1, httpStatus: 422 },
  'password-wrong': { exitStatus: 1, httpStatus: 422 },
  'account-unknown': { exitStatus: 1, httpStatus: 404 },
  'session-unknown': { exitStatus: 1, httpStatus: 404 },
  'invitation-unknown': { exitStatus: 1, httpStatus: 404 },
  'token-unknown': { exitStatus: 1, httpStatus: 404 },
  'last-privacy-owner': { exitStatus: 1, httpStatus: 409 },
  'not-published': { exitStatus: 1, httpStatus: 404 },
  'not-an-agency': { exitStatus: 1, httpStatus: 422 },
  'grant-exists': { exitStatus: 1, httpStatus: 409 },
  'grant-unknown': { exitStatus: 1, httpStatus: 404 },
  'downloads-used-up': { exitStatus: 1, httpStatus: 403 },
  'provider-unknown': { exitStatus: 1, httpStatus: 404 },
  'provider-away': { exitStatus: 1, httpStatus: 502 },
  'provider-refused': { exitStatus: 1, httpStatus: 403 },
  'port-in-use': { exitStatus: 1, httpStatus: 500 },
  'node-too-old': { exitStatus: 1, httpStatus: 500 },
} as const satisfies Record<string, FaultKind>;

export type FaultCode = keyof typeof FAULT_KINDS;

/** What is told with a code besides faults: answers of the server as a whole, and why a file was rejected. */
const OTHER_CODES = [
  'unexpected',
  'not-found',
  'screens-not-built',
  'defect',
  'nothing-of-ours',
  'reading-ended-abruptly',
  'reading-failed',
] as const;

/** Every code that a person may meet; the screens have words for each. */
export type ToldCode = FaultCode | (typeof OTHER_CODES)[number];
export const TOLD_CODES: readonly ToldCode[] = [...(Object.keys(FAULT_KINDS) as FaultCode[]), ...OTHER_CODES];

/** What a sentence about a fault needs to be said in another language. */
export type FaultValues = Readonly<Record<string, string | number>>;

export interface Fault {
  readonly code: FaultCode;
  /** What happened, with the values that matter and where. */
  readonly message: string;
  /** What the person can do about it. */
  readonly remedy: string;
  readonly values?: FaultValues;
  readonly cause?: unknown;
  /** What in the questionnaire it is about, so that its place in the file can be told. */
  readonly about?: QuestionnairePart;
}

/** An item by its id, a key at the top of the file, or words as they stand in it. */
export type QuestionnairePart =
  { readonly item: string } | { readonly key: string } | { readonly words: string };

export class PaperlineError extends Error {
  readonly code: FaultCode;
  readonly remedy: string;
  readonly values: FaultValues | null;
  readonly about: QuestionnairePart | null;
  override readonly name = 'PaperlineError';

  constructor(fault: Fault) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.code = fault.code;
    this.remedy = fault.remedy;
    this.values = fault.values ?? null;
    this.about = fault.about ?? null;
  }

  get exitStatus(): 1 | 2 {
    return FAULT_KINDS[this.code].exitStatus;
  }

  get httpStatus(): number {
    return FAULT_KINDS[this.code].httpStatus;
  }
}

export const isPaperlineError = (error: unknown): error is PaperlineError => error instanceof PaperlineError;

/** What a person is told about any error: the fault as it stands, or the bare message of a defect. */
export const describeError = (error: unknown): string =>
  isPaperlineError(error)
    ? `${error.message} ${error.remedy}`
    : error instanceof Error
      ? error.message
      : String(error);

/**
 * The tables as Kysely sees them; what each column means stands in the migrations. Times are ISO 8601 in UTC, columns
 * that end in `_json` hold JSON, yes and no are 1 and 0.
 */
import type { Generated, Insertable, Selectable } from 'kysely';
import type { FieldState, PageStatus } from '../domain/page-read.ts';
import type {
  ClosedRowTable,
  ClosedScanTable,
  ClosedTextTable,
  RetentionSettingTable,
  SheetKeyTable,
  WaveClosingTable,
  WaveFiguresTable,
} from './schema-closed-waves.ts';
import type { SeenMark } from '../domain/seen-mark.ts';
import type { QualityTables } from './quality-schema.ts';

export interface PropertyTable {
  name: string;
  value: string;
}

export interface SurveyTable {
  id: string;
  created_at: string;
}

export interface WaveTable {
  id: Generated<number>;
  survey: string;
  name: string;
  state: Generated<'open' | 'closed'>;
  opened_at: string;
  closed_at: string | null;
}

export interface FormVersionTable {
  form: string;
  survey: string;
  language: string;
  questionnaire_json: string;
  layout_json: string;
  created_at: string;
}

export interface FormReferenceTable {
  form: string;
  page: number;
  dpi: number;
  png: Uint8Array;
}

export interface AdoptedFormTable {
  form: string;
  retired_at: string | null;
}

export interface BatchTable {
  code: string;
  wave_id: number;
  context_json: string;
  created_at: string;
  handed_out: number | null;
  returned: number | null;
  boarders: number | null;
  revision: Generated<number>;
}

export interface BatchHistoryTable {
  id: Generated<number>;
  batch: string;
  revision: number;
  was_json: string;
  changed_by: string;
  changed_at: string;
}

export interface PrintRunTable {
  id: Generated<number>;
  form: string;
  wave_id: number;
  batch: string | null;
  copies: number;
  file_name: string | null;
  created_at: string;
}

export interface CopyTable {
  code: string;
  print_run_id: number | null;
  form: string;
  wave_id: number;
  batch: string | null;
}

export type ScanFileState = 'reading' | 'stored' | 'archived' | 'rejecting' | 'rejected';

export interface ScanFileTable {
  id: Generated<number>;
  claim: string;
  original_name: string;
  sha256: string | null;
  bytes: number | null;
  state: ScanFileState;
  page_count: number | null;
  attempts: Generated<number>;
  destination: string | null;
  reason_code: string | null;
  reason: string | null;
  reason_nl: string | null;
  diagnostics_json: string | null;
  claimed_at: string;
  finished_at: string | null;
  read_again_as: string | null;
  set_aside_at: string | null;
  set_aside_by: string | null;
}

export interface ScanPageTable {
  id: Generated<number>;
  scan_file_id: number;
  page_index: number;
  status: PageStatus;
  form: string | null;
  copy: string | null;
  page: number | null;
  batch: string | null;
  is_batch_header: Generated<0 | 1>;
  counts: Generated<0 | 1>;
  duplicate_of: number | null;
  reasons_json: string;
  diagnostics_json: string;
  ms_json: string;
  reader_version: string;
  set_aside_at: string | null;
  set_aside_by: string | null;
}

export interface ReadingTable {
  id: Generated<number>;
  scan_page_id: number;
  copy: string | null;
  variable: string;
  state: FieldState;
  value_json: string;
  confidence: number;
  review: 0 | 1;
  reasons_json: string;
  alternatives_json: string;
  reader_version: string | null;
  mark: SeenMark | null;
}

export interface ScanPageHistoryTable {
  id: Generated<number>;
  scan_page_id: number;
  status: PageStatus;
  form: string | null;
  copy: string | null;
  page: number | null;
  counts: 0 | 1;
  reasons_json: string;
  reader_version: string;
  superseded_at: string;
}

export interface ReadingHistoryTable {
  id: Generated<number>;
  reading_id: number;
  state: FieldState;
  value_json: string;
  confidence: number;
  review: 0 | 1;
  reasons_json: string;
  alternatives_json: string;
  reader_version: string;
  superseded_at: string;
}

export interface CropTable {
  reading_id: number;
  mime: string;
  width: number;
  height: number;
  frame_json: string;
  image: Uint8Array;
}

export type TaskKind = 'choice' | 'digits' | 'text';

export interface ReviewTaskTable {
  id: Generated<number>;
  reading_id: number;
  survey: string;
  wave_id: number;
  copy: string;
  variable: string;
  kind: TaskKind;
  confidence: number;
  state: Generated<'open' | 'done' | 'dropped'>;
  suggestion_json: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  read_as: Generated<string>;
  skips: Generated<number>;
  suggested: 'answered' | 'blank' | 'multiple' | null;
  alike: Generated<string>;
  held_for: string | null;
  off_wall: Generated<0 | 1>;
  off_wall_step_id: number | null;
  created_at: string;
}

export interface DecisionTable {
  id: Generated<number>;
  task_id: number;
  reviewer: string;
  state: 'answered' | 'blank' | 'multiple' | 'unreadable';
  value_json: string;
  client_key: string;
  decided_at: string;
  undone_at: string | null;
  wall_step_id: number | null;
}

export interface WallStepTable {
  id: Generated<number>;
  client_key: string;
  reviewer: string;
  decided_at: string;
  undone_at: string | null;
}

export interface PageOpeningTable {
  id: Generated<number>;
  reviewer: string;
  session: string;
  scan_page_id: number;
  reason: string;
  opened_at: string;
  variable: string | null;
}

export interface AccountTable {
  id: string;
  name: string;
  name_key: string;
  roles_json: string;
  password_hash: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  created_at: string;
  signed_in_at: string | null;
  disabled_at: string | null;
}

export interface SessionTable {
  secret_hash: string;
  id: string;
  account: string;
  browser: string;
  created_at: string;
  seen_at: string;
  ends_at: string;
}

export type LinkKind = 'first-account' | 'invitation' | 'new-password' | 'enter';

export interface OneTimeLinkTable {
  secret_hash: string;
  id: string;
  kind: LinkKind;
  account: string | null;
  name: string | null;
  roles_json: string;
  created_at: string;
  ends_at: string;
}

export interface SignInFailureTable {
  key: string;
  failures: number;
  failed_at: string;
  blocked_until: string | null;
}

export interface ApiTokenTable {
  id: string;
  name: string;
  secret_hash: string;
  scopes_json: string;
  created_at: string;
  ends_at: string;
  used_at: string | null;
  revoked_at: string | null;
  grant_id: string | null;
}

export interface PublicationTable {
  id: Generated<number>;
  survey: string;
  wave_id: number;
  number: number;
  document_json: string;
  sha256: string;
  published_at: string;
  published_by: string;
}

export interface AgencyGrantTable {
  id: string;
  account: string;
  survey: string;
  ends_at: string;
  download_limit: number | null;
  granted_by: string;
  granted_at: string;
  revoked_at: string | null;
}

export interface GrantUseTable {
  id: Generated<number>;
  grant_id: string;
  publication_id: number;
  format: string | null;
  used_at: string;
}

export interface AuditEntryTable {
  number: number;
  at: string;
  actor: 'person' | 'token' | 'command-line' | 'system' | 'nobody';
  name: string | null;
  from_where: string;
  act: string;
  about_json: string;
  previous_hash: string;
  hash: string;
}

export interface TextAnswerTable {
  decision_id: number;
  edition: Generated<number>;
  marks: number;
  detector: number;
}

export type LookOutcome = 'released' | 'kept' | 'redacted';

export interface TextLookTable {
  id: Generated<number>;
  decision_id: number;
  reviewer: string;
  outcome: LookOutcome;
  edition: number;
  marks: number;
  client_key: string;
  looked_at: string;
  undone_at: string | null;
}

export interface CodeCategoryTable {
  id: Generated<number>;
  survey: string;
  variable: string;
  code: number;
  label: string;
  merged_into: number | null;
  removed_at: string | null;
}

export type CodingStepKind = 'code' | 'create' | 'rename' | 'merge';

export interface CodingStepTable {
  id: Generated<number>;
  client_key: string;
  reviewer: string;
  survey: string;
  variable: string;
  kind: CodingStepKind;
  decision_id: number | null;
  category_id: number | null;
  label_before: string | null;
  label_after: string | null;
  made_at: string;
  undone_at: string | null;
}

export interface CodingStepCategoryTable {
  step_id: number;
  category_id: number;
}

export interface Tables extends QualityTables {
  property: PropertyTable;
  survey: SurveyTable;
  wave: WaveTable;
  form_version: FormVersionTable;
  form_reference: FormReferenceTable;
  adopted_form: AdoptedFormTable;
  batch: BatchTable;
  batch_history: BatchHistoryTable;
  print_run: PrintRunTable;
  copy: CopyTable;
  scan_file: ScanFileTable;
  scan_page: ScanPageTable;
  scan_page_history: ScanPageHistoryTable;
  reading: ReadingTable;
  reading_history: ReadingHistoryTable;
  crop: CropTable;
  review_task: ReviewTaskTable;
  decision: DecisionTable;
  account: AccountTable;
  session: SessionTable;
  one_time_link: OneTimeLinkTable;
  sign_in_failure: SignInFailureTable;
  api_token: ApiTokenTable;
  publication: PublicationTable;
  agency_grant: AgencyGrantTable;
  grant_use: GrantUseTable;
  wall_step: WallStepTable;
  page_opening: PageOpeningTable;
  text_answer: TextAnswerTable;
  text_look: TextLookTable;
  code_category: CodeCategoryTable;
  coding_step: CodingStepTable;
  coding_step_category: CodingStepCategoryTable;
  audit_entry: AuditEntryTable;
  closed_row: ClosedRowTable;
  closed_text: ClosedTextTable;
  wave_figures: WaveFiguresTable;
  wave_closing: WaveClosingTable;
  closed_scan: ClosedScanTable;
  sheet_key: SheetKeyTable;
  retention_setting: RetentionSettingTable;
}

export type NewScanPage = Insertable<ScanPageTable>;
export type ReviewTaskRow = Selectable<ReviewTaskTable>;

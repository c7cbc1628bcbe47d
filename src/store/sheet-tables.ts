/**
 * Which tables are sheets (may be personal data, go when their wave is closed, and are in a backup only under its key) and
 * which are not. Every table stands in one of the two lists: a test sees to it.
 */

/** Conditions on rows `x` of the table, as SQL. */
export interface SheetTable {
  readonly table: string;
  /** The row belongs to the wave `@wave`. */
  readonly ofWave: string;
  /** The row belongs to a page of the survey `@survey` whose copy is not known; null where no such row can be. */
  readonly loose: string | null;
  /** The column that rows are gone through by, where the table has no rowid; rows that share a value go together. */
  readonly place?: string;
}

const readingOfWave = (reading: string): string =>
  `EXISTS (SELECT 1 FROM reading r JOIN copy c ON c.code = r.copy WHERE r.id = ${reading} AND c.wave_id = @wave)`;
const looseReading = (reading: string): string =>
  `EXISTS (SELECT 1 FROM reading r JOIN scan_page p ON p.id = r.scan_page_id JOIN form_version v ON v.form = p.form
     WHERE r.id = ${reading} AND r.copy IS NULL AND v.survey = @survey)`;
const pageOfWave = (page: string): string =>
  `EXISTS (SELECT 1 FROM scan_page p JOIN copy c ON c.code = p.copy WHERE p.id = ${page} AND c.wave_id = @wave)`;
const loosePage = (page: string): string =>
  `EXISTS (SELECT 1 FROM scan_page p JOIN form_version v ON v.form = p.form
     WHERE p.id = ${page} AND p.copy IS NULL AND v.survey = @survey
       AND (p.reasons_json LIKE '%"copy-unread"%' OR p.reasons_json LIKE '%"page-set-aside"%'))`;

const decisionOfWave = (decision: string): string =>
  `EXISTS (SELECT 1 FROM decision d JOIN review_task t ON t.id = d.task_id WHERE d.id = ${decision} AND t.wave_id = @wave)`;

/** In an order in which their rows may be removed: what refers to another comes first. */
export const SHEET_TABLES: readonly SheetTable[] = [
  {
    table: 'quality_reading',
    ofWave: `EXISTS (SELECT 1 FROM quality_check q WHERE q.id = x.check_id AND q.wave_id = @wave)`,
    loose: null,
  },
  { table: 'quality_check', ofWave: `x.wave_id = @wave`, loose: null },
  { table: 'text_answer', ofWave: decisionOfWave('x.decision_id'), loose: null },
  { table: 'text_look', ofWave: decisionOfWave('x.decision_id'), loose: null },
  {
    table: 'coding_step_category',
    ofWave: `EXISTS (SELECT 1 FROM coding_step s WHERE s.id = x.step_id AND ${decisionOfWave('s.decision_id')})`,
    loose: null,
    place: 'step_id',
  },
  { table: 'coding_step', ofWave: decisionOfWave('x.decision_id'), loose: null },
  {
    table: 'decision',
    ofWave: `EXISTS (SELECT 1 FROM review_task t WHERE t.id = x.task_id AND t.wave_id = @wave)`,
    loose: null,
  },
  { table: 'crop', ofWave: readingOfWave('x.reading_id'), loose: looseReading('x.reading_id') },
  { table: 'reading_history', ofWave: readingOfWave('x.reading_id'), loose: looseReading('x.reading_id') },
  { table: 'review_task', ofWave: `x.wave_id = @wave`, loose: null },
  {
    table: 'reading',
    ofWave: `EXISTS (SELECT 1 FROM copy c WHERE c.code = x.copy AND c.wave_id = @wave)`,
    loose: `x.copy IS NULL AND EXISTS (SELECT 1 FROM scan_page p JOIN form_version v ON v.form = p.form
              WHERE p.id = x.scan_page_id AND v.survey = @survey)`,
  },
  { table: 'scan_page_history', ofWave: pageOfWave('x.scan_page_id'), loose: loosePage('x.scan_page_id') },
  { table: 'scan_page', ofWave: pageOfWave('x.id'), loose: loosePage('x.id') },
];

/** The ledger: what was printed stays, what says which copies came back goes with the sheets. */
export const LEDGER_TABLE = 'copy';

/** Of these tables rows stay that belong to nobody: batch headers, blank backs, pages of other forms; changes of a code frame. */
export const PARTLY_SHEETS: readonly string[] = ['scan_page', 'scan_page_history', 'coding_step'];

/** What holds nothing of a sheet. */
export const OTHER_TABLES: readonly string[] = [
  'account',
  'adopted_form',
  'agency_grant',
  'api_token',
  'audit_entry',
  'batch',
  'batch_history',
  'closed_row',
  'closed_scan',
  'closed_text',
  'code_category',
  'form_reference',
  'form_version',
  'grant_use',
  'migration',
  'one_time_link',
  'page_opening',
  'print_run',
  'property',
  'publication',
  'quality_kept',
  'quality_kept_pair',
  'quality_open',
  'quality_population',
  'quality_setting',
  'retention_setting',
  'review_count',
  'scan_file',
  'session',
  'sheet_key',
  'sign_in_failure',
  'survey',
  'wall_step',
  'wave',
  'wave_closing',
  'wave_figures',
];

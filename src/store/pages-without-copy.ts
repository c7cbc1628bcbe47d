/** The pages that no code and no person has said the copy of: what is known of each, and of which copy it may be. */
import type { FieldState, FieldValue, PageDiagnostics } from '../domain/page-read.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { Layout } from '../domain/layout.ts';
import type { Slice } from './folder-lists.ts';
import { formsAlikeOf } from './loose-readings.ts';
import { openPicture } from './sheet-keys.ts';
import type { Connection, Store } from './store.ts';

/** A copy that lacks the page; which copy it is stays for a person to say. */
export interface CopySuggestion {
  readonly copy: string;
  /** `neighbour`: the page before or after it in the file is of this copy. `only-one`: no other in the file lacks it. */
  readonly why: 'neighbour' | 'only-one';
}

export interface PageWithoutCopy {
  readonly id: number;
  readonly fileId: number;
  /** What staff called the file. */
  readonly file: string;
  /** Where the file is, relative to the data folder. */
  readonly destination: string | null;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  readonly form: string;
  readonly survey: string;
  readonly language: string;
  /** Of the form, from 1. */
  readonly page: number;
  readonly reasons: readonly PageReason[];
  readonly suggestions: readonly CopySuggestion[];
}

export interface LooseReading {
  readonly id: number;
  readonly variable: string;
  readonly state: FieldState;
  readonly value: FieldValue;
  readonly crop: { readonly width: number; readonly height: number } | null;
}

interface Row {
  readonly id: number;
  readonly scan_file_id: number;
  readonly file: string;
  readonly destination: string | null;
  readonly page_index: number;
  readonly form: string;
  readonly survey: string;
  readonly language: string;
  readonly page: number;
  readonly reasons_json: string;
  readonly diagnostics_json: string;
  readonly layout_json: string;
}

interface Neighbour {
  readonly page_index: number;
  readonly form: string | null;
  readonly copy: string | null;
  readonly page: number | null;
  readonly counts: 0 | 1;
  readonly reasons_json: string;
}

/** Pages that still wait for a person; `p` is the scan page. */
const WAITING = `p.copy IS NULL AND p.status = 'review' AND p.reasons_json LIKE '%"copy-unread"%'`;

const SELECT_PAGE = `SELECT p.id, p.scan_file_id, f.original_name AS file, f.destination, p.page_index, p.form,
    v.survey, v.language, p.page, p.reasons_json, p.diagnostics_json, v.layout_json
  FROM scan_page p JOIN scan_file f ON f.id = p.scan_file_id JOIN form_version v ON v.form = p.form`;

const pagesReadOf = (connection: Connection, copy: string): Set<number> =>
  new Set(
    connection
      .prepare<[string], { page: number }>(`SELECT page FROM scan_page WHERE copy = ? AND counts = 1`)
      .all(copy)
      .map(({ page }) => page),
  );

const suggestCopies = (connection: Connection, row: Row): CopySuggestion[] => {
  const around = connection
    .prepare<[number], Neighbour>(
      `SELECT page_index, form, copy, page, counts, reasons_json FROM scan_page
       WHERE scan_file_id = ? AND status <> 'blank' AND is_batch_header = 0 ORDER BY page_index`,
    )
    .all(row.scan_file_id);
  const alike = formsAlikeOf({
    form: row.form,
    diagnostics: JSON.parse(row.diagnostics_json) as PageDiagnostics,
  });
  const at = around.findIndex(({ page_index: index }) => index === row.page_index);
  const lacks = (copy: string): boolean => !pagesReadOf(connection, copy).has(row.page);
  const suggestions: CopySuggestion[] = [];
  const suggest = (copy: string, why: CopySuggestion['why']): void => {
    if (!suggestions.some((known) => known.copy === copy) && lacks(copy)) suggestions.push({ copy, why });
  };
  // A sheet scanned on both sides: pages follow each other as they do in the form.
  for (const [place, page] of [
    [at - 1, row.page - 1],
    [at + 1, row.page + 1],
  ] as const) {
    const near = around[place];
    if (near === undefined || near.copy === null || near.form === null || near.counts !== 1) continue;
    if (near.page === page && alike.includes(near.form)) suggest(near.copy, 'neighbour');
  }
  const pages = (JSON.parse(row.layout_json) as Layout).pages.map(({ page }) => page);
  const copies = new Set(
    around.flatMap(({ copy, form, counts }) =>
      copy !== null && form !== null && counts === 1 && alike.includes(form) ? [copy] : [],
    ),
  );
  const lacking = [...copies].filter((copy) => {
    const read = pagesReadOf(connection, copy);
    return pages.every((page) => read.has(page) !== (page === row.page));
  });
  const waiting = around.filter(
    ({ copy, page, reasons_json: reasons }) =>
      copy === null && page === row.page && reasons.includes('"copy-unread"'),
  );
  if (lacking.length === 1 && waiting.length === 1) suggest(lacking[0] as string, 'only-one');
  return suggestions;
};

/** The pages that wait for a person to say their copy, in the order in which they came. */
export const listPagesWithoutCopy = (
  store: Store,
  { offset, limit }: Slice,
): Promise<{ readonly total: number; readonly pages: readonly PageWithoutCopy[] }> =>
  store.read((connection) => {
    const { total } = connection
      .prepare<[], { total: number }>(`SELECT count(*) AS total FROM scan_page p WHERE ${WAITING}`)
      .get() ?? { total: 0 };
    const rows = connection
      .prepare<[number, number], Row>(`${SELECT_PAGE} WHERE ${WAITING} ORDER BY p.id LIMIT ? OFFSET ?`)
      .all(limit, offset);
    const pages = rows.map((row) => ({
      id: row.id,
      fileId: row.scan_file_id,
      file: row.file,
      destination: row.destination,
      pageIndex: row.page_index,
      form: row.form,
      survey: row.survey,
      language: row.language,
      page: row.page,
      reasons: JSON.parse(row.reasons_json) as PageReason[],
      suggestions: suggestCopies(connection, row),
    }));
    return { total, pages };
  });

/** What was read on a page that waits for its copy, in the order of the form. */
export const listLooseReadings = (store: Store, scanPageId: number): Promise<readonly LooseReading[]> =>
  store.read((connection) =>
    connection
      .prepare<
        [number],
        {
          id: number;
          variable: string;
          state: FieldState;
          value_json: string;
          width: number | null;
          height: number | null;
        }
      >(
        `SELECT r.id, r.variable, r.state, r.value_json, k.width, k.height
         FROM reading r LEFT JOIN crop k ON k.reading_id = r.id
         WHERE r.scan_page_id = ? AND r.copy IS NULL ORDER BY r.id`,
      )
      .all(scanPageId)
      .map(({ id, variable, state, value_json: value, width, height }) => ({
        id,
        variable,
        state,
        value: JSON.parse(value) as FieldValue,
        crop: width === null || height === null ? null : { width, height },
      })),
  );

/** The picture of a field of a page that waits for its copy, or null. */
export const readLooseCrop = (
  store: Store,
  reading: number,
): Promise<{ readonly mime: string; readonly image: Uint8Array } | null> =>
  store.read((connection) => {
    const crop = connection
      .prepare<[number], { mime: string; image: Uint8Array }>(
        `SELECT k.mime, k.image FROM crop k JOIN reading r ON r.id = k.reading_id
         WHERE r.id = ? AND r.copy IS NULL`,
      )
      .get(reading);
    return crop === undefined ? null : { ...crop, image: openPicture(connection, crop.image) };
  });

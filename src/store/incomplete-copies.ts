import type { Layout } from '../domain/layout.ts';
import type { Store } from './store.ts';

/** Copies of which some pages were read and this one was not. */
export interface MissingPages {
  readonly form: string;
  /** The batch that the copies belong to, or null. */
  readonly batch: string | null;
  /** From 1. */
  readonly page: number;
  /** Their codes; of copies of adopted forms, which have none on paper, the place of their first page. */
  readonly copies: readonly string[];
}

/**
 * Which pages are missing from the copies that the files under `claims` hold pages of, whatever file the others came
 * in.
 */
export const listMissingPages = (store: Store, claims: readonly string[]): Promise<MissingPages[]> =>
  store.read((connection) => {
    const rows = connection
      .prepare<
        [string],
        { form: string; batch: string | null; copy: string; pages: string; layout_json: string }
      >(
        `WITH touched AS (
           SELECT DISTINCT scan_page.copy FROM scan_page
           JOIN scan_file ON scan_file.id = scan_page.scan_file_id
           JOIN json_each(?) AS claim ON claim.value = scan_file.claim
           WHERE scan_page.counts = 1
         )
         SELECT copy.form, copy.batch, json_group_array(scan_page.page) AS pages,
           form_version.layout_json,
           CASE WHEN copy.print_run_id IS NOT NULL THEN copy.code ELSE (
             SELECT scan_file.original_name || ' (' || (first.page_index + 1) || ')'
             FROM scan_page AS first JOIN scan_file ON scan_file.id = first.scan_file_id
             WHERE first.copy = copy.code ORDER BY first.id LIMIT 1) END AS copy
         FROM touched
         JOIN copy ON copy.code = touched.copy
         JOIN form_version ON form_version.form = copy.form
         JOIN scan_page ON scan_page.copy = copy.code AND scan_page.counts = 1
         GROUP BY copy.code ORDER BY copy.batch, copy.form, copy.code`,
      )
      .all(JSON.stringify(claims));
    const pagesOfForm = new Map<string, readonly number[]>();
    const missing = new Map<string, MissingPages & { readonly copies: string[] }>();
    for (const { form, batch, copy, pages, layout_json } of rows) {
      const printed =
        pagesOfForm.get(form) ?? (JSON.parse(layout_json) as Layout).pages.map(({ page }) => page);
      pagesOfForm.set(form, printed);
      const read = new Set(JSON.parse(pages) as number[]);
      for (const page of printed) {
        if (read.has(page)) continue;
        const key = JSON.stringify([form, batch, page]);
        const entry = missing.get(key) ?? { form, batch, page, copies: [] };
        missing.set(key, entry);
        entry.copies.push(copy);
      }
    }
    return [...missing.values()];
  });

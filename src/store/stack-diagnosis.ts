import type { PageDiagnostics, PageStatus } from '../domain/page-read.ts';
import { diagnosePages, type DiagnosedPage, type Finding } from '../read/diagnosis.ts';
import { listMissingPages } from './incomplete-copies.ts';
import type { Store } from './store.ts';

interface Row {
  readonly file: string;
  readonly page_index: number;
  readonly status: PageStatus;
  readonly reasons_json: string;
  readonly copy: string | null;
  readonly page: number | null;
  readonly diagnostics_json: string;
  readonly fields: number;
  readonly lost: number;
}

const pageOf = (row: Row): DiagnosedPage => ({
  file: row.file,
  pageIndex: row.page_index,
  status: row.status,
  reasons: JSON.parse(row.reasons_json) as string[],
  copy: row.copy,
  page: row.page,
  diagnostics: JSON.parse(row.diagnostics_json) as PageDiagnostics,
  boxesLostShare: row.fields === 0 ? 0 : row.lost / row.fields,
});

const listPages = (store: Store, claims: readonly string[]): Promise<DiagnosedPage[]> =>
  store.read((connection) =>
    connection
      .prepare<[string], Row>(
        `SELECT f.original_name AS file, p.page_index, p.status, p.reasons_json, p.copy, p.page,
           p.diagnostics_json, (SELECT count(*) FROM reading r WHERE r.scan_page_id = p.id) AS fields,
           (SELECT count(*) FROM reading r WHERE r.scan_page_id = p.id AND r.review = 1
              AND r.reasons_json LIKE '%"box-not-found"%') AS lost
         FROM scan_file f JOIN scan_page p ON p.scan_file_id = f.id
         WHERE f.claim IN (SELECT value FROM json_each(?)) AND p.is_batch_header = 0
           AND f.state IN ('stored', 'archived')
         ORDER BY p.scan_file_id, p.page_index`,
      )
      .all(JSON.stringify(claims))
      .map(pageOf),
  );

/** What the pages of the files under `claims` say about printer, scanner and paper. */
export const diagnoseFiles = async (store: Store, claims: readonly string[]): Promise<Finding[]> =>
  diagnosePages(await listPages(store, claims), await listMissingPages(store, claims));

export interface LatestDiagnosis {
  readonly pages: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}

/**
 * The same for the files that were stored last: whole files, as many as it takes to have `atLeast` pages, which is a
 * stack or a few. What was mended since then is soon out of sight.
 */
export const diagnoseLatest = async (store: Store, atLeast: number): Promise<LatestDiagnosis> => {
  const { claims, pages } = await store.read((connection) => {
    const claims: string[] = [];
    let pages = 0;
    const files = connection
      .prepare<[], { claim: string; pages: number | null }>(
        `SELECT claim, page_count AS pages FROM scan_file WHERE state IN ('stored', 'archived') ORDER BY id DESC`,
      )
      .iterate();
    for (const file of files) {
      claims.push(file.claim);
      pages += file.pages ?? 0;
      if (pages >= atLeast) break;
    }
    return { claims, pages };
  });
  return { files: claims.length, pages, findings: await diagnoseFiles(store, claims) };
};

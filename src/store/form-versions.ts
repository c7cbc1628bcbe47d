import { PaperlineError } from '../domain/errors.ts';
import { layoutSchema, type Layout } from '../domain/layout.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Connection, Store } from './store.ts';

/** An image of a blank page whose pixels are the page frame at `dpi`. */
export interface ReferenceImage {
  /** From 1. */
  readonly page: number;
  readonly dpi: number;
  readonly png: Uint8Array;
}

export interface FormVersion {
  readonly layout: Layout;
  /** Null for a form that was printed elsewhere. */
  readonly questionnaire: Questionnaire | null;
  readonly references: readonly ReferenceImage[];
}

/** What reading needs of a form version; the reference images still encoded. */
export type StoredForm = FormVersion;

/**
 * What rows must not single anybody out by, and which tables are published, are of the survey, not of a version, and are not
 * printed: the last that was declared counts for all. A file that declares nothing takes nothing away, since an old copy of it
 * would do so in silence. Inside a transaction.
 */
export const keepDeclarations = (
  connection: Connection,
  survey: string,
  declarations: Pick<Questionnaire, 'anonymity' | 'tables'>,
): void => {
  for (const part of ['anonymity', 'tables'] as const) {
    const declared = declarations[part];
    if (declared === undefined) continue;
    connection
      .prepare(
        `UPDATE form_version SET questionnaire_json = json_set(questionnaire_json, '$.' || ?, json(?))
         WHERE survey = ? AND questionnaire_json <> 'null'`,
      )
      .run(part, JSON.stringify(declared), survey);
  }
};

/**
 * Stores a form version under its name; a version that is there already stays as it is. Inside a transaction, and the
 * survey must exist.
 * @throws PaperlineError `layout-invalid` where the same name stands for another layout
 */
export const addFormVersion = (connection: Connection, version: FormVersion, at: Date): void => {
  const { layout, questionnaire, references } = version;
  const layoutJson = JSON.stringify(layoutSchema.parse(layout));
  const known = connection.prepare(`SELECT layout_json FROM form_version WHERE form = ?`).get(layout.form) as
    { layout_json: string } | undefined;
  if (known !== undefined) {
    if (known.layout_json === layoutJson) {
      keepDeclarations(connection, layout.survey, questionnaire ?? {});
      return;
    }
    throw new PaperlineError({
      code: 'layout-invalid',
      message: `Form version ${layout.form} is stored here with another layout, and a form version never changes.`,
      remedy:
        'Print with the Paperline that printed it first, or change the questionnaire so that it gets a new version.',
    });
  }
  connection
    .prepare(
      `INSERT INTO form_version (form, survey, language, questionnaire_json, layout_json, created_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      layout.form,
      layout.survey,
      layout.language,
      JSON.stringify(questionnaire),
      layoutJson,
      at.toISOString(),
    );
  const insertReference = connection.prepare(
    `INSERT INTO form_reference (form, page, dpi, png) VALUES (?, ?, ?, ?)`,
  );
  for (const { page, dpi, png } of references) insertReference.run(layout.form, page, dpi, png);
  keepDeclarations(connection, layout.survey, questionnaire ?? {});
};

/**
 * A number that grows with every form version stored and every one retired: a worker that has seen it knows which forms
 * to read with.
 */
export const countForms = (store: Store): Promise<number> =>
  store.read(
    (connection) =>
      (
        connection
          .prepare(
            `SELECT (SELECT count(*) FROM form_version) + (SELECT count(retired_at) FROM adopted_form) AS n`,
          )
          .get() as { n: number }
      ).n,
  );

/**
 * Every form version that reading may meet: all but the retired ones. `references` are those of pages without registration
 * marks, which are known by them; the others wait in the store (`readBlank`) for a page that has lost its codes.
 */
export const listStoredForms = (store: Store): Promise<StoredForm[]> =>
  store.read((connection) => {
    const reference = connection.prepare<[string, number], ReferenceImage>(
      `SELECT page, dpi, png FROM form_reference WHERE form = ? AND page = ?`,
    );
    const versions = connection
      .prepare(
        `SELECT form, layout_json, questionnaire_json FROM form_version
         WHERE form NOT IN (SELECT form FROM adopted_form WHERE retired_at IS NOT NULL)
         ORDER BY created_at, form`,
      )
      .all() as {
      form: string;
      layout_json: string;
      questionnaire_json: string;
    }[];
    return versions.map(({ form, layout_json, questionnaire_json }) => {
      const layout = JSON.parse(layout_json) as Layout;
      return {
        layout,
        questionnaire: JSON.parse(questionnaire_json) as Questionnaire | null,
        references: layout.pages.flatMap(({ page, registrationMarks }) =>
          registrationMarks.length > 0 ? [] : (reference.get(form, page) ?? []),
        ),
      };
    });
  });

/** The blank of one page of a form version, or null. */
export const readBlank = (store: Store, form: string, page: number): Promise<ReferenceImage | null> =>
  store.read(
    (connection) =>
      connection
        .prepare<[string, number], ReferenceImage>(
          `SELECT page, dpi, png FROM form_reference WHERE form = ? AND page = ?`,
        )
        .get(form, page) ?? null,
  );

/** The form versions of a survey, oldest first. */
export const listFormsOfSurvey = async (store: Store, survey: string): Promise<string[]> =>
  (
    await store.db
      .selectFrom('form_version')
      .select('form')
      .where('survey', '=', survey)
      .orderBy('created_at')
      .orderBy('form')
      .execute()
  ).map(({ form }) => form);

/** The layout of a stored form version, or null. Inside a transaction. */
export const findLayout = (connection: Connection, form: string): Layout | null => {
  const row = connection.prepare(`SELECT layout_json FROM form_version WHERE form = ?`).get(form) as
    { layout_json: string } | undefined;
  return row === undefined ? null : (JSON.parse(row.layout_json) as Layout);
};

/** The language of every form version. */
export const listFormLanguages = async (store: Store): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (await store.db.selectFrom('form_version').select(['form', 'language']).execute()).map(
      ({ form, language }) => [form, language],
    ),
  );

import { PaperlineError } from '../domain/errors.ts';
import type { Layout } from '../domain/layout.ts';
import { recordAct } from './audit-log.ts';
import { addFormVersion, type ReferenceImage } from './form-versions.ts';
import type { Store } from './store.ts';
import { openWave, quarterOf } from './waves.ts';

export interface NewAdoptedForm {
  /** Its `form` is the hash of its content. */
  readonly layout: Layout;
  /** One blank for every page. */
  readonly references: readonly ReferenceImage[];
  /** The survey's open wave by name, made where there is none; the current quarter by default. */
  readonly wave?: string | undefined;
  readonly at?: Date;
}

export interface AdoptedFormRecord {
  readonly form: string;
  readonly survey: string;
  readonly language: string;
  readonly pages: number;
  readonly fields: number;
  readonly createdAt: string;
  /** Null while scans are read with it. */
  readonly retiredAt: string | null;
  /** Copies of which at least one page was read. */
  readonly copies: number;
}

/**
 * Enters a form that was printed elsewhere, all or nothing; readers know it from the next file on. One that is there
 * already stays as it is, and is read with again where it was retired.
 * @throws PaperlineError `layout-invalid`, `wave-closed`, `disk-full`
 */
export const registerAdoptedForm = (store: Store, adopted: NewAdoptedForm): Promise<void> =>
  store.write((connection) => {
    const { layout, references, wave, at = new Date() } = adopted;
    openWave(connection, layout.survey, wave ?? quarterOf(at), at);
    addFormVersion(connection, { layout, questionnaire: null, references }, at);
    connection
      .prepare(
        `INSERT INTO adopted_form (form) VALUES (?) ON CONFLICT (form) DO UPDATE SET retired_at = NULL`,
      )
      .run(layout.form);
    recordAct(connection, 'form-registered', { survey: layout.survey, form: layout.form }, { at });
  });

const unknownForm = (form: string): PaperlineError =>
  new PaperlineError({
    code: 'form-unknown',
    message: `There is no adopted form ${JSON.stringify(form)} here.`,
    remedy: 'See "paperline form list", or the screen Forms.',
  });

/**
 * From now on no scan is read with this form; what was read with it stays.
 * @throws PaperlineError `form-unknown`
 */
export const retireAdoptedForm = async (store: Store, form: string, at: Date): Promise<void> => {
  await store.write((connection) => {
    const { changes } = connection
      .prepare(`UPDATE adopted_form SET retired_at = COALESCE(retired_at, ?) WHERE form = ?`)
      .run(at.toISOString(), form);
    if (changes === 0) throw unknownForm(form);
    recordAct(connection, 'form-retired', { form }, { at });
  });
};

/** The latest first. */
export const listAdoptedForms = (store: Store): Promise<AdoptedFormRecord[]> =>
  store.read((connection) =>
    connection
      .prepare<[], Omit<AdoptedFormRecord, 'pages' | 'fields'> & { readonly layoutJson: string }>(
        `SELECT v.form, v.survey, v.language, v.layout_json AS layoutJson, v.created_at AS createdAt,
           a.retired_at AS retiredAt, (SELECT count(*) FROM copy c WHERE c.form = v.form) AS copies
         FROM adopted_form a JOIN form_version v ON v.form = a.form ORDER BY v.created_at DESC, v.form`,
      )
      .all()
      .map(({ layoutJson, ...record }) => {
        const { pages } = JSON.parse(layoutJson) as Layout;
        return {
          ...record,
          pages: pages.length,
          fields: pages.reduce((sum, { fields }) => sum + fields.length, 0),
        };
      }),
  );

export interface AdoptedForm {
  readonly layout: Layout;
  readonly references: readonly ReferenceImage[];
}

/** @throws PaperlineError `form-unknown` */
export const readAdoptedForm = async (store: Store, form: string): Promise<AdoptedForm> => {
  const found = await store.read((connection) => {
    const row = connection
      .prepare<[string], { layout_json: string }>(
        `SELECT v.layout_json FROM adopted_form a JOIN form_version v ON v.form = a.form WHERE a.form = ?`,
      )
      .get(form);
    if (row === undefined) return null;
    const references = connection
      .prepare<[string], ReferenceImage>(
        `SELECT page, dpi, png FROM form_reference WHERE form = ? ORDER BY page`,
      )
      .all(form);
    return { layout: JSON.parse(row.layout_json) as Layout, references };
  });
  if (found === null) throw unknownForm(form);
  return found;
};

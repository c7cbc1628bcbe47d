import type { Layout } from '../domain/layout.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Store } from './store.ts';

export interface PrintedForm {
  /** Null for a form that was printed elsewhere. */
  readonly questionnaire: Questionnaire | null;
  readonly layout: Layout;
}

/** The questionnaire and layout of a form version as they were printed; null where it is not known. */
export const readPrintedForm = async (store: Store, form: string): Promise<PrintedForm | null> =>
  store.read((connection) => {
    const row = connection
      .prepare<[string], { questionnaire_json: string; layout_json: string }>(
        `SELECT questionnaire_json, layout_json FROM form_version WHERE form = ?`,
      )
      .get(form);
    return row === undefined
      ? null
      : {
          questionnaire: JSON.parse(row.questionnaire_json) as Questionnaire | null,
          layout: JSON.parse(row.layout_json) as Layout,
        };
  });

import type { LayoutPage } from '../domain/layout.ts';
import type { KnownForm } from './reader.ts';

export type PageLookUp =
  | { readonly ok: true; readonly form: KnownForm; readonly page: LayoutPage }
  | { readonly ok: false; readonly why: 'form-unknown' | 'page-unknown'; readonly form: KnownForm | null };

/** The forms that may turn up, by the name that a page code gives them. */
export interface FormDirectory {
  readonly forms: readonly KnownForm[];
  lookUp(form: string, page: number): PageLookUp;
}

export const createFormDirectory = (forms: readonly KnownForm[]): FormDirectory => {
  const byName = new Map(forms.map((form) => [form.layout.form, form]));
  return {
    forms,
    lookUp(name, number) {
      const form = byName.get(name);
      if (form === undefined) return { ok: false, why: 'form-unknown', form: null };
      const page = form.layout.pages.find((candidate) => candidate.page === number);
      return page === undefined ? { ok: false, why: 'page-unknown', form } : { ok: true, form, page };
    },
  };
};

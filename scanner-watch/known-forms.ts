import { addAnswerRules } from '../src/print/answer-rules.ts';
import type { PageReference } from '../src/read/page-view.ts';
import type { KnownForm } from '../src/read/reader.ts';
import { decodeImage } from '../src/scan/decode-image.ts';
import {
  listStoredForms,
  readBlank,
  type ReferenceImage,
  type StoredForm,
} from '../src/store/form-versions.ts';
import { openStore } from '../src/store/store.ts';

const openBlank = async (form: string, { page, dpi, png }: ReferenceImage): Promise<PageReference> => {
  const { image } = await decodeImage(png, { place: `blank page ${page} of form version ${form}` });
  return { image, dpi };
};

/** Blanks are opened where pages are known by them alone: every reading thread holds two million bytes for each. */
const openForm = async (
  { layout, questionnaire, references }: StoredForm,
  database: string,
): Promise<KnownForm> => {
  const { form } = layout;
  const images = new Map<number, PageReference>();
  for (const reference of references) images.set(reference.page, await openBlank(form, reference));
  return {
    // Reading asks about answers that exclude each other; the stored layout says where boxes are and no more.
    layout: questionnaire === null ? layout : addAnswerRules(layout, questionnaire),
    references: images,
    async fetchBlank(page) {
      const store = openStore(database, { readOnly: true });
      try {
        const reference = await readBlank(store, form, page);
        return reference === null ? null : await openBlank(form, reference);
      } finally {
        await store.close();
      }
    },
  };
};

/** Every form version that was printed from a data folder, by its database. */
export const openPrintedForms = async (database: string): Promise<KnownForm[]> => {
  const store = openStore(database, { readOnly: true });
  let stored: StoredForm[];
  try {
    stored = await listStoredForms(store);
  } finally {
    await store.close();
  }
  return Promise.all(stored.map((form) => openForm(form, database)));
};

import { addAnswerRules } from '../src/print/answer-rules.ts';
import type { PageReference } from '../src/read/page-view.ts';
import type { KnownForm } from '../src/read/reader.ts';
import { decodeImage } from '../src/scan/decode-image.ts';
import { listStoredForms, type StoredForm } from '../src/store/form-versions.ts';
import { openStore } from '../src/store/store.ts';

/** Blanks are opened where pages are known by them alone: every reading thread holds two million bytes for each. */
const openForm = async ({ layout, questionnaire, references }: StoredForm): Promise<KnownForm> => {
  const images = new Map<number, PageReference>();
  const marked = new Set(
    layout.pages.filter(({ registrationMarks }) => registrationMarks.length > 0).map(({ page }) => page),
  );
  for (const { page, dpi, png } of references) {
    if (marked.has(page)) continue;
    const { image } = await decodeImage(png, { place: `blank page ${page} of form version ${layout.form}` });
    images.set(page, { image, dpi });
  }
  // Reading asks about answers that exclude each other; the stored layout says where boxes are and no more.
  return {
    layout: questionnaire === null ? layout : addAnswerRules(layout, questionnaire),
    references: images,
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
  return Promise.all(stored.map(openForm));
};

import type { PageReference } from '../src/read/page-view.ts';
import type { KnownForm } from '../src/read/reader.ts';
import { decodeImage } from '../src/scan/decode-image.ts';
import { listStoredForms, type StoredForm } from '../src/store/form-versions.ts';
import { openStore } from '../src/store/store.ts';

const openForm = async ({ layout, references }: StoredForm): Promise<KnownForm> => {
  const images = new Map<number, PageReference>();
  for (const { page, dpi, png } of references) {
    const { image } = await decodeImage(png, { place: `blank page ${page} of form version ${layout.form}` });
    images.set(page, { image, dpi });
  }
  return { layout, references: images };
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

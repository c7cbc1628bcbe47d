/** Takes a form that was printed elsewhere into use: from then on its scans are read like those of any other. */
import { describeLayoutFault, findLayoutFaults } from '../adopt/layout-faults.ts';
import { PaperlineError } from '../domain/errors.ts';
import type { GrayImage } from '../domain/image.ts';
import type { Layout } from '../domain/layout.ts';
import { nameAdoptedForm } from '../print/form-version.ts';
import { createReader } from '../read/create-reader.ts';
import type { KnownForm, PageReading } from '../read/reader.ts';
import { decodeImage } from '../scan/decode-image.ts';
import { encodePng } from '../scan/encode-image.ts';
import { listAdoptedForms, readAdoptedForm, registerAdoptedForm } from '../store/adopted-forms.ts';
import type { Store } from '../store/store.ts';
import { blankFileName } from './blank-proposal.ts';

const FAULTS_TOLD = 5;

const invalid = (message: string, remedy: string): PaperlineError =>
  new PaperlineError({ code: 'layout-invalid', message, remedy });

const assertSound = (layout: Layout): void => {
  const faults = findLayoutFaults(layout);
  if (faults.length === 0) return;
  const told = faults.slice(0, FAULTS_TOLD).map(describeLayoutFault).join('; ');
  const more = faults.length - FAULTS_TOLD;
  throw invalid(
    `The layout of ${layout.survey} cannot be taken into use: ${told}${more > 0 ? `; and ${more} more` : ''}.`,
    'Put this right and try again; nothing was changed.',
  );
};

const assertAdopted = ({ layout, references }: KnownForm): void => {
  for (const { page, registrationMarks, pageCodes, reference } of layout.pages) {
    if (registrationMarks.length > 0 || pageCodes.length > 0) {
      throw invalid(
        `Page ${page} of the layout has registration marks or page codes: Paperline printed this form itself.`,
        'Printing it has entered it here already; only a form from elsewhere is registered.',
      );
    }
    if (reference === undefined || !references.has(page)) {
      throw invalid(
        `Page ${page} of the layout has no image of the blank page.`,
        'Name one as its reference: "paperline form adopt" makes both from the empty form.',
      );
    }
  }
};

const readBlank = async (
  forms: readonly KnownForm[],
  { image, dpi }: { readonly image: GrayImage; readonly dpi: number },
): Promise<PageReading> => {
  const reader = await createReader({ forms });
  return reader.readPage({ pageIndex: 0, image, dpi });
};

/** Pages numbered from 1 on, without those that are bare paper: nobody can know them, and nothing stands on them. */
const withoutBarePages = async (form: KnownForm): Promise<KnownForm> => {
  const kept: { readonly page: Layout['pages'][number]; readonly reference: PageImage }[] = [];
  for (const page of form.layout.pages.toSorted((one, other) => one.page - other.page)) {
    const reference = form.references.get(page.page) as PageImage;
    const isBare = page.fields.length === 0 && (await readBlank([], reference)).status === 'blank';
    if (!isBare) kept.push({ page, reference });
  }
  return {
    layout: {
      ...form.layout,
      pages: kept.map(({ page, reference }, at) => ({
        ...page,
        page: at + 1,
        reference: { file: blankFileName(at + 1), dpi: reference.dpi },
      })),
    },
    references: new Map(kept.map(({ reference }, at) => [at + 1, reference])),
  };
};

type PageImage = KnownForm['references'] extends ReadonlyMap<number, infer Image> ? Image : never;

/** The adopted forms that scans are read with now. */
const formsInUse = async (store: Store): Promise<KnownForm[]> => {
  const forms: KnownForm[] = [];
  for (const { form, retiredAt } of await listAdoptedForms(store)) {
    if (retiredAt !== null) continue;
    const { layout, references } = await readAdoptedForm(store, form);
    const images = new Map<number, PageImage>();
    for (const { page, dpi, png } of references) {
      const { image } = await decodeImage(png, { place: `blank page ${page} of form ${form}` });
      images.set(page, { image, dpi });
    }
    forms.push({ layout, references: images });
  }
  return forms;
};

/** Scans are told apart by their likeness to the blanks, so each blank must be known for the page that it is. */
const assertKnowable = async (form: KnownForm, others: readonly KnownForm[]): Promise<void> => {
  const { layout, references } = form;
  for (const [page, reference] of references) {
    const alone = await readBlank([form], reference);
    if (alone.form === null) {
      throw invalid(
        `Page ${page} of ${layout.survey} cannot be known by its print: there is too little of it, or another of its pages looks the same.`,
        'Read such a form by its other pages: leave this one out of the layout.',
      );
    }
    if (alone.page !== page) {
      throw invalid(
        `Page ${page} of ${layout.survey} looks like its page ${alone.page}.`,
        'Name the blank of each page as its reference.',
      );
    }
    for (const other of others) {
      const { form: seen, page: otherPage } = await readBlank([other], reference);
      if (seen === null) continue;
      throw invalid(
        `Page ${page} of ${layout.survey} looks like page ${otherPage} of ${other.layout.survey} (form ${seen}), which is in use: scans could not be told apart.`,
        `Take form ${seen} out of use first ("paperline form retire ${seen}", or the screen Forms); what was read with it stays.`,
      );
    }
  }
};

export interface RegisteredForm {
  /** The hash of its content. */
  readonly form: string;
  readonly survey: string;
  readonly pages: number;
  readonly fields: number;
}

/**
 * Checks an adopted form whole and enters it into the store; it never changes afterwards. The same form again changes
 * nothing.
 * @throws PaperlineError `layout-invalid`, `wave-closed`, `disk-full`; nothing is changed then
 */
export const registerForm = async (
  store: Store,
  given: KnownForm,
  options: { readonly wave?: string | undefined } = {},
): Promise<RegisteredForm> => {
  assertSound(given.layout);
  assertAdopted(given);
  // Refuses a blank that does not belong to its layout, before anything is asked of it.
  await createReader({ forms: [given] });
  const { layout: content, references } = await withoutBarePages(given);
  const images = new Map([...references].map(([page, { image }]) => [page, image]));
  const form = nameAdoptedForm(content, images);
  const layout: Layout = { ...content, form };
  const others = await formsInUse(store);
  if (!others.some((other) => other.layout.form === form)) {
    await assertKnowable({ layout, references }, others);
  }
  const stored = [];
  for (const [page, { image, dpi }] of references) {
    stored.push({ page, dpi, png: await encodePng(image, { dpi }) });
  }
  await registerAdoptedForm(store, { layout, references: stored, wave: options.wave });
  return {
    form,
    survey: layout.survey,
    pages: layout.pages.length,
    fields: layout.pages.reduce((sum, { fields }) => sum + fields.length, 0),
  };
};

/** Forms from elsewhere that are not finished yet, each a folder of the data folder: layout.json and its blanks. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import { layoutSchema, type Layout } from '../domain/layout.ts';
import { base32FromBytes } from '../domain/page-code.ts';
import type { DataFolder } from '../operation/data-folder.ts';
import type { KnownForm } from '../read/reader.ts';
import { decodeImage } from '../scan/decode-image.ts';
import { encodePng } from '../scan/encode-image.ts';
import { readAdoptedForm } from '../store/adopted-forms.ts';
import type { Store } from '../store/store.ts';
import type { AdoptedFormsReply, DraftReply, SaveDraftBody } from './adopted-form-api.ts';
import { blankFileName, proposeForm } from './blank-proposal.ts';
import { registerForm, type RegisteredForm } from './form-registration.ts';

export interface FormDrafts {
  list(): Promise<AdoptedFormsReply['drafts']>;
  /** Proposes the fields of an empty form. @throws PaperlineError as `proposeForm`, and `disk-full` */
  propose(file: Uint8Array, name: string, language: string): Promise<string>;
  /** A draft that begins where a registered form is. @throws PaperlineError `form-unknown` */
  copyOf(form: string): Promise<string>;
  /** @throws PaperlineError `form-unknown` */
  read(draft: string): Promise<DraftReply>;
  /** The blank page as a PNG. @throws PaperlineError `form-unknown` */
  blank(draft: string, page: number): Promise<Uint8Array>;
  /** @throws PaperlineError `form-unknown`, `layout-invalid` where it has other pages */
  save(draft: string, change: SaveDraftBody): Promise<string>;
  /** @throws PaperlineError `form-unknown` */
  remove(draft: string): Promise<void>;
  /** Takes it into use and drops the draft. @throws PaperlineError as `registerForm` */
  use(draft: string): Promise<RegisteredForm>;
}

const DRAFT_LENGTH = 10;
const LAYOUT_FILE = 'layout.json';

const plainFileName = (name: string): string => {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, '-');
  return /^[. ]*$/u.test(plain) ? 'blank' : plain;
};

const unknownDraft = (cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'form-unknown',
    message: 'This draft is not there any more: somebody took it into use or threw it away.',
    remedy: 'Go back to the list of forms.',
    cause,
  });

export const openFormDrafts = (store: Store, folder: DataFolder): FormDrafts => {
  // Names come from requests; their schema lets through letters and digits alone.
  const at = (draft: string, file = ''): string => path.join(folder.forms, draft, file);

  const orUnknown = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw unknownDraft(error);
      throw error;
    }
  };
  const layoutOf = async (draft: string): Promise<Layout> =>
    layoutSchema.parse(JSON.parse(await orUnknown(readFile(at(draft, LAYOUT_FILE), 'utf8'))));

  /** A folder that is whole when it gets its name. */
  const make = async (fill: (at: (file: string) => string) => Promise<Layout>): Promise<string> => {
    const draft = base32FromBytes(randomBytes(DRAFT_LENGTH));
    const unfinished = path.join(folder.forms, `.${draft}.part`);
    await mkdir(unfinished, { recursive: true });
    try {
      const layout = await fill((file) => path.join(unfinished, file));
      await writeFile(path.join(unfinished, LAYOUT_FILE), `${JSON.stringify(layout, null, 1)}\n`);
      await rename(unfinished, at(draft));
      return draft;
    } catch (cause) {
      await rm(unfinished, { recursive: true, force: true });
      if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause;
      throw new PaperlineError({
        code: 'disk-full',
        message: 'There is no room on the disk for the draft.',
        remedy: 'Make room and try again; nothing was kept.',
        cause,
      });
    }
  };

  return {
    async list() {
      const drafts: AdoptedFormsReply['drafts'] = [];
      for (const entry of await readdir(folder.forms, { withFileTypes: true })) {
        if (!entry.isDirectory() || !/^[0-9A-Z]{10}$/u.test(entry.name)) continue;
        const { survey, pages } = await layoutOf(entry.name);
        const { mtime } = await stat(at(entry.name, LAYOUT_FILE));
        drafts.push({
          draft: entry.name,
          survey,
          pages: pages.length,
          fields: pages.reduce((sum, { fields }) => sum + fields.length, 0),
          savedAt: mtime.toISOString(),
        });
      }
      return drafts.sort((one, other) => other.savedAt.localeCompare(one.savedAt));
    },
    propose: (bytes, name, language) =>
      make(async (file) => {
        // Apart from what is made of it, under a name that is in no path what it is not: faults tell it.
        const uploads = file('upload');
        await mkdir(uploads);
        const upload = path.join(uploads, plainFileName(name));
        await writeFile(upload, bytes);
        const survey = path.parse(name).name;
        const { layout, blanks } = await proposeForm(upload, { language, survey });
        for (const { page, image, pxPerMm } of blanks) {
          await writeFile(file(blankFileName(page)), await encodePng(image, { dpi: pxPerMm * MM_PER_INCH }));
        }
        await rm(uploads, { recursive: true });
        return layout;
      }),
    copyOf: (form) =>
      make(async (file) => {
        const { layout, references } = await readAdoptedForm(store, form);
        for (const { page, png } of references) await writeFile(file(blankFileName(page)), png);
        return layout;
      }),
    async read(draft) {
      return { draft, layout: await layoutOf(draft) };
    },
    blank: (draft, page) => orUnknown(readFile(at(draft, blankFileName(page)))),
    async save(draft, { survey, language, pages }) {
      const layout = await layoutOf(draft);
      if (layout.pages.map(({ page }) => page).join() !== pages.map(({ page }) => page).join()) {
        throw new PaperlineError({
          code: 'layout-invalid',
          message: 'The pages are not those of the blank.',
          remedy: 'Reload the screen; the draft is as it was.',
        });
      }
      const changed: Layout = {
        ...layout,
        survey,
        language,
        pages: layout.pages.map((page, place) => ({ ...page, fields: pages[place]?.fields ?? [] })),
      };
      const file = at(draft, LAYOUT_FILE);
      const unfinished = `${file}.part`;
      await orUnknown(writeFile(unfinished, `${JSON.stringify(changed, null, 1)}\n`));
      await orUnknown(rename(unfinished, file));
      return (await stat(file)).mtime.toISOString();
    },
    async remove(draft) {
      await orUnknown(stat(at(draft)));
      await rm(at(draft), { recursive: true, force: true });
    },
    async use(draft) {
      const layout = await layoutOf(draft);
      const references = new Map<number, { image: GrayImage; dpi: number }>();
      for (const { page, reference } of layout.pages) {
        if (reference === undefined) continue;
        const bytes = await orUnknown(readFile(at(draft, blankFileName(page))));
        const { image } = await decodeImage(bytes, { place: blankFileName(page) });
        references.set(page, { image, dpi: reference.dpi });
      }
      const registered = await registerForm(store, { layout, references } satisfies KnownForm);
      await rm(at(draft), { recursive: true, force: true });
      return registered;
    },
  };
};

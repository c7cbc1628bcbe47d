import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import type { GrayImage } from '../domain/image.ts';
import { layoutSchema, type Layout } from '../domain/layout.ts';
import type { KnownForm } from '../read/reader.ts';
import { decodeImage } from '../scan/decode-image.ts';

/**
 * A layout from its file.
 * @throws PaperlineError `file-not-found`, `layout-invalid` with every fault and where it is
 */
export const readLayoutFile = async (file: string): Promise<Layout> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new PaperlineError({
      code: 'file-not-found',
      message: `The layout ${file} cannot be read (${(cause as Error).message}).`,
      remedy: 'Name a layout that "paperline form print --layout" wrote.',
      cause,
    });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new PaperlineError({
      code: 'layout-invalid',
      message: `The layout ${file} is not JSON (${(cause as Error).message}).`,
      remedy: 'Name a layout that "paperline form print --layout" wrote.',
      cause,
    });
  }
  const result = layoutSchema.safeParse(content);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`,
  );
  throw new PaperlineError({
    code: 'layout-invalid',
    message: `The layout ${file} is not understood: ${faults.slice(0, 5).join('; ')}${faults.length > 5 ? ` and ${faults.length - 5} more` : ''}.`,
    remedy: 'It must be a paperline/layout@1 file; ARCHITECTURE.md describes it.',
  });
};

/** A form as the reader takes it, with the blank pages that its layout names beside it. */
export const openKnownForm = async (file: string): Promise<KnownForm> => {
  const layout = await readLayoutFile(file);
  const references = new Map<number, { image: GrayImage; dpi: number }>();
  for (const { page, reference } of layout.pages) {
    if (reference === undefined) continue;
    const imageFile = path.resolve(path.dirname(file), reference.file);
    let bytes: Uint8Array;
    try {
      bytes = await readFile(imageFile);
    } catch (cause) {
      throw new PaperlineError({
        code: 'file-not-found',
        message: `The layout ${file} names ${reference.file} as its blank page ${page}, and it cannot be read (${(cause as Error).message}).`,
        remedy: 'Put the image back beside the layout.',
        cause,
      });
    }
    const { image } = await decodeImage(bytes, { place: reference.file });
    references.set(page, { image, dpi: reference.dpi });
  }
  return { layout, references };
};

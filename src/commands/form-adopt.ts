import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawCheckPicture } from '../adopt/check-picture.ts';
import { MM_PER_INCH } from '../domain/geometry.ts';
import { encodePng, resizeGray } from '../scan/encode-image.ts';
import { blankFileName, proposeForm } from '../server/blank-proposal.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';

const CHECK_PX_PER_MM = 7;

export const formAdopt: Command = {
  name: 'form adopt',
  operands: 'BLANK.(pdf|png|jpg)',
  summary: 'Find the boxes, cells and lines of a form that Paperline did not print, for a person to finish.',
  minOperands: 1,
  maxOperands: 1,
  options: {
    out: { type: 'string', value: 'DIR', summary: 'where layout.json, blank-N.png and check-N.png go' },
    language: { type: 'string', value: 'nl', summary: 'the language of the form (default en)' },
    name: { type: 'string', value: 'NAME', summary: 'what the survey is called (default: the file’s name)' },
  },
  async run({ operands: [file = ''], options, print, tell }) {
    const out = path.resolve(requiredOption(options, 'out', 'adopted-form'));
    const language = textOption(options, 'language') ?? 'en';
    const survey = textOption(options, 'name') ?? path.parse(file).name;
    const { layout, blanks } = await proposeForm(file, { language, survey });
    await mkdir(out, { recursive: true });
    for (const blank of blanks) {
      const dpi = blank.pxPerMm * MM_PER_INCH;
      const found = layout.pages.find(({ page }) => page === blank.page)?.fields ?? [];
      await writeFile(path.join(out, blankFileName(blank.page)), await encodePng(blank.image, { dpi }));
      // Names are written small: a coarse blank is drawn larger.
      const larger = Math.max(1, Math.ceil(CHECK_PX_PER_MM / blank.pxPerMm));
      const { width, height } = blank.image;
      const ground =
        larger === 1 ? blank.image : await resizeGray(blank.image, width * larger, height * larger);
      const check = drawCheckPicture(ground, blank.pxPerMm * larger, found);
      await writeFile(
        path.join(out, `check-${blank.page}.png`),
        await encodePng(check, { dpi: dpi * larger }),
      );
      const count = (kind: string): number => found.filter((field) => field.kind === kind).length;
      print(
        `page ${blank.page}: ${count('choice')} questions with ${found.reduce((sum, field) => sum + (field.kind === 'choice' ? field.boxes.length : 0), 0)} boxes, ${count('digits')} numbers, ${count('text')} texts`,
      );
    }
    await writeFile(path.join(out, 'layout.json'), `${JSON.stringify(layout, null, 1)}\n`);
    tell(
      `paperline: look at ${path.join(out, 'check-1.png')}, put names, codes and groups right in layout.json, then take it into use: paperline form register ${path.join(out, 'layout.json')}.`,
    );
  },
};

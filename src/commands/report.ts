import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { SCREEN_LANGUAGES } from '../domain/screen-language.ts';
import { exportPublication } from '../results/publication-export.ts';
import { readPublications } from '../results/publish-wave.ts';
import { assertSurveyKnown } from '../rows/survey-rows.ts';
import { requiredOption, textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';
import { writeWhole } from './write-file.ts';

export const report: Command = {
  name: 'report',
  operands: '',
  summary:
    'Write the report of a published wave as PDF: charts, all published tables, and how they were made.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'which survey' },
    wave: { type: 'string', value: 'W', summary: 'which published wave' },
    language: { type: 'string', value: 'LANGUAGE', summary: `${SCREEN_LANGUAGES.join(', ')} (default nl)` },
    out: { type: 'string', value: 'FILE', summary: 'the PDF to write' },
  },
  async run(input) {
    const { options, print } = input;
    const survey = requiredOption(options, 'survey', 'passenger-survey');
    const wave = requiredOption(options, 'wave', '2026-Q4');
    const out = path.resolve(requiredOption(options, 'out', 'report.pdf'));
    const wanted = textOption(options, 'language') ?? 'nl';
    const language = SCREEN_LANGUAGES.find((each) => each === wanted);
    if (language === undefined) {
      throw new PaperlineError({
        code: 'usage',
        message: `A report cannot be had in ${JSON.stringify(wanted)}.`,
        remedy: `Choose one of ${SCREEN_LANGUAGES.join(', ')}.`,
      });
    }
    const publications = await withStore(input, async (store) => {
      await assertSurveyKnown(store, survey);
      return readPublications(store, survey);
    });
    const asked = publications.findLast((one) => one.wave === wave);
    if (asked === undefined) {
      const waves = [...new Set(publications.map((one) => one.wave))];
      throw new PaperlineError({
        code: 'not-published',
        message: `Nothing is published of wave ${wave} of ${survey}.`,
        remedy:
          waves.length === 0
            ? 'Close a wave and publish it: "paperline publish".'
            : `Published are ${waves.join(', ')}.`,
      });
    }
    const file = await exportPublication(async () => publications, asked, {
      format: 'pdf',
      language,
      at: new Date(),
    });
    await writeWhole(out, file);
    print(out);
  },
};

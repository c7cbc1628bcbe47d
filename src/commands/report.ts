import path from 'node:path';
import { SCREEN_LANGUAGES } from '../domain/screen-language.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { publicationLanguage, writePublishedWave } from './published-wave.ts';

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
    const language = publicationLanguage(options);
    await writePublishedWave(input, { asked: { survey, wave }, format: 'pdf', language, out });
    print(out);
  },
};

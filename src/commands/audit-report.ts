import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { SCREEN_LANGUAGES, type ScreenLanguage } from '../domain/screen-language.ts';
import { printReport } from '../print/report-pages.ts';
import { composeAuditReport, gatherAuditYear } from '../server/audit-report.ts';
import { AUDIT_REPORT_WORDS } from '../server/audit-report-words.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';
import { writeWhole } from './write-file.ts';

const languageOf = (text: string): ScreenLanguage => {
  const language = SCREEN_LANGUAGES.find((each) => each === text);
  if (language !== undefined) return language;
  throw new PaperlineError({
    code: 'usage',
    message: `There is no report in the language ${JSON.stringify(text)}.`,
    remedy: `The languages are ${SCREEN_LANGUAGES.join(', ')}.`,
  });
};

export const auditReport: Command = {
  name: 'audit report',
  operands: '',
  summary:
    'Write the audit report of a year as a PDF: fieldwork, response, quality, who had access, deletions, and whether the ' +
    'audit log holds (EN 15140).',
  minOperands: 0,
  maxOperands: 0,
  options: {
    year: { type: 'string', value: 'Y', summary: 'of which year' },
    out: { type: 'string', value: 'F.pdf', summary: 'the PDF to write' },
    language: { type: 'string', value: 'nl', summary: `${SCREEN_LANGUAGES.join(', ')} (default en)` },
  },
  async run(input) {
    const { options, print } = input;
    const now = new Date();
    requiredOption(options, 'year', String(now.getFullYear()));
    const year = wholeNumberOption(options, 'year', { min: 2000, max: 2999, otherwise: now.getFullYear() });
    const out = path.resolve(requiredOption(options, 'out', `audit-${year}.pdf`));
    const language = languageOf(textOption(options, 'language') ?? 'en');
    const words = AUDIT_REPORT_WORDS[language];
    await withStore(input, async (store) => {
      const gathered = await gatherAuditYear(store, year);
      const parts = composeAuditReport(gathered, words, now);
      await writeWhole(out, [await printReport(parts, { title: words.title(year), language })]);
      await recordActAlone(store, 'audit-reported', { year });
      print(`${out}: ${gathered.verdict.intact ? 'the audit log holds' : 'THE AUDIT LOG IS BROKEN'}`);
    });
  },
};

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import type { Layout } from '../domain/layout.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { addAnswerRules } from '../print/answer-rules.ts';
import {
  carryOutPrintOrder,
  MAX_COPIES,
  openQuestionnaire,
  type PrintedOrder,
} from '../server/print-order.ts';
import { openStore } from '../store/store.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';

/** `line=12,date=2026-11-23` as a batch's context; a comma inside a value is written `\,`. */
export const parseBatchContext = (text: string): Record<string, string> => {
  const context: Record<string, string> = {};
  for (const part of text.split(/(?<!\\),/)) {
    const at = part.indexOf('=');
    const key = part.slice(0, at).trim();
    if (at < 1 || key === '') {
      throw new PaperlineError({
        code: 'usage',
        message: `Expected key=value in --batch but received ${JSON.stringify(part)}.`,
        remedy: 'Write for example --batch line=12,direction=Centraal,date=2026-11-23,handed-out=40.',
      });
    }
    context[key] = part
      .slice(at + 1)
      .replaceAll('\\,', ',')
      .trim();
  }
  return context;
};

/** The layout and an image of each blank page beside it, named by the layout. */
const writeLayoutFile = async (
  file: string,
  { layout, references }: Pick<PrintedOrder, 'layout' | 'references'>,
): Promise<void> => {
  const stem = path.basename(file).replace(/(\.layout)?\.json$/i, '');
  const pages: Layout['pages'] = [];
  for (const page of layout.pages) {
    const reference = references.find((candidate) => candidate.page === page.page);
    if (reference === undefined) {
      pages.push(page);
      continue;
    }
    const image = `${stem}.page-${page.page}.png`;
    await writeFile(path.join(path.dirname(file), image), reference.png);
    pages.push({ ...page, reference: { file: image, dpi: reference.dpi } });
  }
  await writeFile(file, `${JSON.stringify({ ...layout, pages }, null, 1)}\n`);
};

export const formPrint: Command = {
  name: 'form print',
  operands: 'FILE',
  summary: 'Print copies of a questionnaire as a PDF and enter them into the ledger.',
  minOperands: 1,
  maxOperands: 1,
  options: {
    language: { type: 'string', value: 'nl', summary: 'which of the questionnaire’s languages' },
    copies: { type: 'string', value: 'N', summary: `how many, 1 to ${MAX_COPIES} (default 1)` },
    out: { type: 'string', value: 'F.pdf', summary: 'the PDF to write' },
    layout: {
      type: 'string',
      value: 'F.json',
      summary: 'also write where every mark stands, with the blank pages',
    },
    batch: {
      type: 'string',
      value: 'KEY=VALUE,...',
      summary: 'the trip they are for; puts a batch header on top',
    },
    wave: { type: 'string', value: 'NAME', summary: 'the wave they belong to (default: this quarter)' },
    json: { type: 'boolean', summary: 'print what was made as one line of JSON' },
  },
  async run({ operands: [file = ''], options, config, print, tell }) {
    const out = requiredOption(options, 'out', 'forms.pdf');
    const questionnaire = await openQuestionnaire(file);
    const language = textOption(options, 'language') ?? questionnaire.languages[0] ?? '';
    const batch = textOption(options, 'batch');
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const copies = wholeNumberOption(options, 'copies', { min: 1, max: MAX_COPIES, otherwise: 1 });
    const store = openStore(folder.database);
    const progress = startProgress('printing');
    try {
      const printed = await carryOutPrintOrder(
        store,
        {
          questionnaire,
          language,
          copies,
          onProgress: (done) => progress.update(done, copies),
          wave: textOption(options, 'wave'),
          batchContext: batch === undefined ? undefined : parseBatchContext(batch),
        },
        path.resolve(out),
      );
      progress.end();
      const layoutFile = textOption(options, 'layout');
      if (layoutFile !== undefined) {
        await writeLayoutFile(path.resolve(layoutFile), {
          layout: addAnswerRules(printed.layout, questionnaire),
          references: printed.references,
        });
      }
      for (const warning of printed.warnings) tell(`paperline: ${warning}`);
      const { form, survey } = printed.layout;
      const pages = printed.layout.pages.length;
      if (options['json'] === true) {
        const { batch: batchCode, wave, printRun } = printed;
        print(JSON.stringify({ file: out, form, survey, language, pages, batch: batchCode, wave, printRun }));
      } else {
        print(
          `${out}: ${copies} ${copies === 1 ? 'copy' : 'copies'} of ${survey} (${language}), ${pages} page${pages === 1 ? '' : 's'} each, form version ${form}, wave ${printed.wave}`,
        );
      }
    } finally {
      progress.end();
      await store.close();
    }
  },
};

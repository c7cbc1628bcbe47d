import { simulateScans, PROFILES, type Profile } from '../../fixtures/simulator/index.ts';
import { PaperlineError } from '../domain/errors.ts';
import { startProgress } from '../operation/progress.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { readLayoutFile } from './layout-file.ts';

export const simulate: Command = {
  name: 'simulate',
  operands: 'F.pdf',
  summary: 'Fill in and scan a printed form as people and offices do, with the truth beside it.',
  minOperands: 1,
  maxOperands: 1,
  options: {
    layout: { type: 'string', value: 'F.json', summary: 'the layout that was written with the PDF' },
    profile: { type: 'string', value: PROFILES.join('|'), summary: 'how the paper and the scanner treat it' },
    seed: { type: 'string', value: 'N', summary: 'the same seed gives the same scans (default 1)' },
    out: { type: 'string', value: 'DIR', summary: 'where the scans and truth.jsonl go' },
    json: { type: 'boolean', summary: 'print what was made as one line of JSON' },
  },
  async run({ operands: [pdfPath = ''], options, print }) {
    const profile = textOption(options, 'profile') ?? 'office';
    if (!(PROFILES as readonly string[]).includes(profile)) {
      throw new PaperlineError({
        code: 'usage',
        message: `There is no profile ${JSON.stringify(profile)}.`,
        remedy: `The profiles are ${PROFILES.join(' and ')}.`,
      });
    }
    const layout = await readLayoutFile(requiredOption(options, 'layout', 'F.layout.json'));
    const progress = startProgress('simulating');
    const made = await simulateScans({
      pdfPath,
      layout,
      profile: profile as Profile,
      seed: wholeNumberOption(options, 'seed', { min: 0, max: 2 ** 31 - 1, otherwise: 1 }),
      outDir: requiredOption(options, 'out', 'scans'),
      onProgress: (done: number, total: number) => progress.update(done, total),
    });
    progress.end();
    print(
      options['json'] === true
        ? JSON.stringify({ files: made.files, truth: made.truthPath, pages: made.pageCount })
        : `${made.files.length} scan files with ${made.pageCount} pages, and what is on them in ${made.truthPath}`,
    );
  },
};

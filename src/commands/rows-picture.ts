import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { dataFolderAt } from '../operation/data-folder.ts';
import { codesOfAnswer } from '../questionnaire/field-answer.ts';
import { openRowPicture, type RowPicture } from '../rows/row-picture.ts';
import { openPagePictures } from '../server/page-pictures.ts';
import { presentActor } from '../store/audit-actor.ts';
import { ROW_OPENING_REASONS, type RowOpeningReason } from '../store/row-openings.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';
import { writeWhole } from './write-file.ts';

const STATES = {
  answered: '',
  blank: 'not answered',
  multiple: 'several marks',
  unreadable: 'unreadable',
  pending: 'waits for review',
} as const;

const reasonFrom = (text: string): RowOpeningReason => {
  const reason = ROW_OPENING_REASONS.find((each) => each === text);
  if (reason !== undefined) return reason;
  throw new PaperlineError({
    code: 'usage',
    message: `There is no reason ${JSON.stringify(text)}.`,
    remedy: `The reasons are ${ROW_OPENING_REASONS.join(', ')}.`,
  });
};

const sayAnswer = ({ answer, words }: RowPicture): string => {
  if (answer.state !== 'answered') return STATES[answer.state];
  const labels = new Map(words.options.map(({ code, label }) => [code, label]));
  return codesOfAnswer(answer)
    .map((value) => {
      const label = labels.get(value);
      return label === undefined || label === value ? value : `${value} (${label})`;
    })
    .join(', ');
};

const sayQuestion = ({ words: { number, text, row } }: RowPicture): string =>
  `${number === null ? '' : `${number}. `}${text}${row === null ? '' : ` ${row}`}`;

/** No account may be called so. */
const ownName = (): string => `command line: ${presentActor().name ?? 'unknown'}`;

export const rowsPicture: Command = {
  name: 'rows picture',
  operands: '',
  summary:
    'Write the picture of one answer on paper, by the row_id that "rows list" or the screen shows; who, when and why goes on record.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    row: { type: 'string', value: 'ID', summary: 'the row_id, of a row of an open wave' },
    variable: { type: 'string', value: 'V', summary: 'the column of the answer' },
    reason: { type: 'string', value: ROW_OPENING_REASONS.join('|'), summary: 'why it is looked at' },
    out: { type: 'string', value: 'F.png', summary: 'the file to write; ends in .png, .jpg or .jpeg' },
    json: { type: 'boolean', summary: 'print what was asked and what counts as one line of JSON' },
  },
  async run(input) {
    const { options, config, print } = input;
    const link = requiredOption(options, 'row', '4F7T29QHXM4F7T29QHXM4F7T29');
    const column = requiredOption(options, 'variable', 'age');
    const reason = reasonFrom(requiredOption(options, 'reason', ROW_OPENING_REASONS[0]));
    const out = path.resolve(requiredOption(options, 'out', 'answer.png'));
    const ending = path.extname(out).toLowerCase();
    if (!['.png', '.jpg', '.jpeg'].includes(ending)) {
      throw new PaperlineError({
        code: 'usage',
        message: `A picture is not written as ${path.basename(out)}.`,
        remedy: 'Name a file that ends in .png, .jpg or .jpeg.',
      });
    }
    await withStore(input, async (store) => {
      const who = { reviewer: ownName(), session: randomUUID() };
      const pictures = openPagePictures(store, dataFolderAt({ root: config.data, inbox: config.inbox }));
      try {
        const opened = await openRowPicture(store, who, { link, column, reason, at: new Date() });
        const format = ending === '.png' ? 'png' : 'jpeg';
        await writeWhole(out, [await pictures.draw(who, opened.opening, format)]);
        const { survey, variable, answer } = opened;
        if (options['json'] === true) {
          print(JSON.stringify({ file: out, survey, question: sayQuestion(opened), ...answer }));
          return;
        }
        print(`${out}: ${variable} of ${survey}: ${sayQuestion(opened)}`);
        const by = answer.source === 'person' ? ', as a person said' : ', as the machine read it';
        print(`Counts now: ${sayAnswer(opened)}${answer.state === 'pending' ? '' : by}`);
      } finally {
        await pictures.close();
      }
    });
  },
};

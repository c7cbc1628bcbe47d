import { prepareDataFolder } from '../operation/data-folder.ts';
import { listPagesWithoutCopy, type PageWithoutCopy } from '../store/pages-without-copy.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';

const MOST = 10_000;

const WHY = {
  neighbour: 'the page beside it in the file is of that copy',
  'only-one': 'the only copy in the file that lacks this page',
} as const;

const tell = ({ id, file, pageIndex, page, survey, language, suggestions }: PageWithoutCopy): string[] => [
  `${id}  ${file}, page ${pageIndex + 1}: page ${page} of ${survey} (${language})`,
  ...suggestions.map(({ copy, why }) => `    perhaps of copy ${copy}: ${WHY[why]}`),
];

export const pageList: Command = {
  name: 'page list',
  operands: '',
  summary: 'List the pages that lost their codes and wait for a person to say of which copy they are.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'print each page as one line of JSON' } },
  async run({ options, config, print, tell: say }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    try {
      const { pages } = await listPagesWithoutCopy(store, { offset: 0, limit: MOST });
      for (const page of pages) {
        for (const line of options['json'] === true ? [JSON.stringify(page)] : tell(page)) print(line);
      }
      if (options['json'] !== true && pages.length > 0) {
        say(
          'Look at the paper, and say: paperline page assign NUMBER COPY. Not needed: paperline page aside NUMBER.',
        );
      }
    } finally {
      await store.close();
    }
  },
};

import path from 'node:path';
import { dataFolderAt } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { backUpDatabase } from '../store/backup.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const backup: Command = {
  name: 'backup',
  operands: '',
  summary:
    'Write a backup of the database to a file, also while Paperline runs, and check it. Sheets are in it only under the ' +
    'keys of their waves: copy the folder keys too, to a place of its own. The archive is files as they are.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    out: { type: 'string', value: 'FILE', summary: 'the copy to write; never over a file that is there' },
    json: { type: 'boolean', summary: 'print what was made as one line of JSON' },
  },
  async run(input) {
    const { options, config, print } = input;
    const out = path.resolve(requiredOption(options, 'out', 'paperline-2026-11-23.db'));
    const progress = startProgress('backing up');
    try {
      const made = await backUpDatabase(dataFolderAt({ root: config.data }).database, out, {
        onProgress: (done, total) => progress.update(done, total),
      });
      progress.end();
      await withStore(input, (store) =>
        recordActAlone(store, 'backup-made', { file: path.basename(made.file), bytes: made.bytes }),
      );
      print(
        options['json'] === true
          ? JSON.stringify(made)
          : `${made.file}: ${(made.bytes / 1e6).toFixed(1)} MB, checked. To go back to it: paperline restore.`,
      );
    } finally {
      progress.end();
    }
  },
};

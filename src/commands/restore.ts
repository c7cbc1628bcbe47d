import path from 'node:path';
import { dataFolderAt } from '../operation/data-folder.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { restoreDatabase } from '../store/restore.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

export const restore: Command = {
  name: 'restore',
  operands: '',
  summary:
    'Make the database from a backup, in a data folder that has none. The keys of open waves must lie in its folder keys.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    from: { type: 'string', value: 'FILE', summary: 'what "paperline backup" wrote' },
    'without-sheets': {
      type: 'boolean',
      summary: 'go on without the sheets whose key is not there; their scans can be dropped again',
    },
    json: { type: 'boolean', summary: 'print what was done as one line of JSON' },
  },
  async run(input) {
    const { options, config, print, tell } = input;
    const from = path.resolve(requiredOption(options, 'from', 'paperline-2026-11-23.db'));
    const { database } = dataFolderAt({ root: config.data });
    const restored = await restoreDatabase(from, database, {
      withoutSheets: options['without-sheets'] === true,
    });
    await withStore(input, (store) =>
      recordActAlone(store, 'restored', {
        file: path.basename(from),
        withoutSheets: restored.withoutSheets.length,
      }),
    );
    const { withoutSheets, closedSince } = restored;
    const lost = [
      ...(withoutSheets.length === 0 ? [] : [`; without the sheets of ${withoutSheets.join(', ')}`]),
      ...(closedSince.length === 0 ? [] : [`; closed since and so still: ${closedSince.join(', ')}`]),
    ].join('');
    print(
      options['json'] === true
        ? JSON.stringify(restored)
        : `${restored.file} is restored from ${from}${lost}.`,
    );
    if (withoutSheets.length > closedSince.length) {
      tell(
        'A wave whose key is lost is open here: where it was closed since, close it again and read none of its scans.',
      );
    }
  },
};

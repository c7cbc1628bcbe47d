import { createIngest } from '../../scanner-watch/ingest.ts';
import { lineOfFile } from '../../scanner-watch/ingest-summary.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';
import { INGEST_OPTIONS } from './ingest-options.ts';
import { quietLog, reportReading } from './reading-report.ts';
import { carryOnClosings } from './broken-off-closings.ts';
import { putSettingsOnRecord } from './settings-on-record.ts';

export const watch: Command = {
  name: 'watch',
  operands: '',
  summary: 'Watch the inbox alone, without the screens, until Ctrl+C.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'one line of JSON a file' }, ...INGEST_OPTIONS },
  async run(input) {
    const { options, config, print, tell, signal } = input;
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const report = reportReading(input);
    try {
      await putSettingsOnRecord(store, config);
      await carryOnClosings(store, tell);
      const reading = createIngest({
        folder,
        store,
        config,
        log: quietLog(input),
        onProgress: report.onProgress,
      });
      report.follow(reading, options['json'] === true ? (outcome) => print(lineOfFile(outcome)) : undefined);
      try {
        tell(`Watching ${folder.inbox}. Stop with Ctrl+C.`);
        await reading.watch(signal);
      } finally {
        await reading.close();
      }
    } finally {
      report.end();
      await store.close();
    }
  },
};

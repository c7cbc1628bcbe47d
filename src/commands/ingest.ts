import { createIngest } from '../../scanner-watch/ingest.ts';
import { lineOfDiagnosis, lineOfFile, summarise } from '../../scanner-watch/ingest-summary.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { listMissingPages } from '../store/incomplete-copies.ts';
import { diagnoseFiles } from '../store/stack-diagnosis.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';
import { INGEST_OPTIONS } from './ingest-options.ts';
import { quietLog } from './reading-report.ts';
import { carryOnClosings } from './broken-off-closings.ts';
import { putSettingsOnRecord } from './settings-on-record.ts';

export const ingest: Command = {
  name: 'ingest',
  operands: 'PATH...',
  summary:
    'Read scans into the data folder, once: files and whole folders. Files in the inbox or among the rejected are ' +
    'moved; files from anywhere else are copied, and the originals stay untouched.',
  minOperands: 1,
  maxOperands: Infinity,
  options: {
    json: {
      type: 'boolean',
      summary: 'one line of JSON a file, and a last one with the diagnosis of them all',
    },
    ...INGEST_OPTIONS,
  },
  async run(input) {
    const { operands, options, config, print, tell, signal } = input;
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const progress = startProgress('reading');
    try {
      await putSettingsOnRecord(store, config);
      await carryOnClosings(store, tell);
      const reading = createIngest({
        folder,
        store,
        config,
        log: quietLog(input),
        onProgress: ({ filesWaiting, filesReading, pagesRead, pagesPerSecond }) =>
          progress.update(
            pagesRead,
            null,
            `pages, ${pagesPerSecond} a second; ${filesWaiting + filesReading.length} files to go`,
          ),
      });
      try {
        if (options['json'] === true) reading.events.on('file', (outcome) => print(lineOfFile(outcome)));
        const result = await reading.ingestFiles(operands, signal);
        progress.end();
        const claims = result.files.map(({ claim }) => claim);
        const missing = await listMissingPages(store, claims);
        const findings = await diagnoseFiles(store, claims);
        if (options['json'] === true) print(lineOfDiagnosis(findings));
        const say = options['json'] === true ? tell : print;
        for (const line of summarise(result, missing, findings)) say(line);
        return result.notTaken.length > 0 || result.files.some(({ outcome }) => outcome === 'rejected')
          ? 1
          : 0;
      } finally {
        await reading.close();
      }
    } finally {
      progress.end();
      await store.close();
    }
  },
};

import { createIngest } from '../../scanner-watch/ingest.ts';
import { lineOfFile } from '../../scanner-watch/ingest-summary.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';
import { INGEST_OPTIONS } from './ingest-options.ts';

export const watch: Command = {
  name: 'watch',
  operands: '',
  summary: 'Watch the inbox alone, without the screens, until Ctrl+C.',
  minOperands: 0,
  maxOperands: 0,
  options: { json: { type: 'boolean', summary: 'one line of JSON a file' }, ...INGEST_OPTIONS },
  async run({ options, config, log, print, tell, signal }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const progress = startProgress('reading');
    try {
      const reading = createIngest({
        folder,
        store,
        config,
        // What happens to each file is told in words already.
        log: log.child({}, { level: config.logLevel === 'info' ? 'warn' : config.logLevel }),
        onProgress: ({ state, filesWaiting, filesReading, pagesRead, pagesPerSecond }) => {
          if (state === 'idle') progress.end();
          else {
            const toGo = filesWaiting + filesReading.length;
            progress.update(pagesRead, null, `pages, ${pagesPerSecond} a second; ${toGo} files to go`);
          }
        },
      });
      const say = (line: string): void => {
        progress.end();
        tell(line);
      };
      reading.events.on('paused', ({ message, remedy }) => say(`Paused: ${message} ${remedy}`));
      reading.events.on('resumed', () => say('Reading goes on.'));
      reading.events.on('stuck', ({ message, remedy }) => say(`${message} ${remedy}`));
      reading.events.on('file', (outcome) => {
        progress.end();
        if (options['json'] === true) print(lineOfFile(outcome));
        else {
          const { file, destination, pages, reason } = outcome;
          print(
            reason === null
              ? `${file}: ${pages.length} page${pages.length === 1 ? '' : 's'} read, now ${destination ?? 'gone'}`
              : `${file}: rejected, now ${destination ?? 'gone'}. ${reason.en.replaceAll('\n', ' ')}`,
          );
        }
      });
      try {
        tell(`Watching ${folder.inbox}. Stop with Ctrl+C.`);
        await reading.watch(signal);
      } finally {
        await reading.close();
      }
    } finally {
      progress.end();
      await store.close();
    }
  },
};

import type { Ingest, IngestOptions } from '../../scanner-watch/ingest.ts';
import type { FileOutcome } from '../../scanner-watch/scan-journey.ts';
import { startProgress } from '../operation/progress.ts';
import type { CommandInput } from './command.ts';

/** What happens to each file is told in words, so the log is left for what is out of the ordinary. */
export const quietLog = ({ log, config }: Pick<CommandInput, 'log' | 'config'>): CommandInput['log'] =>
  log.child({}, { level: config.logLevel === 'info' ? 'warn' : config.logLevel });

/** Follows a watcher on the terminal: how far it is, each file's end, and what keeps it from going on. */
export interface ReadingReport {
  /** For `createIngest`. */
  readonly onProgress: NonNullable<IngestOptions['onProgress']>;
  /** Begins to tell of files and trouble; `onFile` tells of a file, in words unless given. */
  follow(reading: Ingest, onFile?: (outcome: FileOutcome) => void): void;
  /** Takes the progress bar off the screen. */
  end(): void;
}

export const reportReading = ({ print, tell }: Pick<CommandInput, 'print' | 'tell'>): ReadingReport => {
  const progress = startProgress('reading');
  const say = (line: string): void => {
    progress.end();
    tell(line);
  };
  const sayFile = ({ file, destination, pages, reason }: FileOutcome): void =>
    print(
      reason === null
        ? `${file}: ${pages.length} page${pages.length === 1 ? '' : 's'} read, now ${destination ?? 'gone'}`
        : `${file}: rejected, now ${destination ?? 'gone'}. ${reason.en.replaceAll('\n', ' ')}`,
    );
  return {
    onProgress({ state, filesWaiting, filesReading, pagesRead, pagesPerSecond }) {
      if (state === 'idle') progress.end();
      else {
        const toGo = filesWaiting + filesReading.length;
        progress.update(pagesRead, null, `pages, ${pagesPerSecond} a second; ${toGo} files to go`);
      }
    },
    follow(reading, onFile = sayFile) {
      reading.events.on('paused', ({ message, remedy }) => say(`Paused: ${message} ${remedy}`));
      reading.events.on('resumed', () => say('Reading goes on.'));
      reading.events.on('stuck', ({ message, remedy }) => say(`${message} ${remedy}`));
      reading.events.on('file', (outcome) => {
        progress.end();
        onFile(outcome);
      });
    },
    end: () => progress.end(),
  };
};

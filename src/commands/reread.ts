import { rereadScans } from '../../scanner-watch/rereading.ts';
import { createRereadTally, placeOf, summariseRereading } from '../../scanner-watch/rereading-summary.ts';
import { createScanReading } from '../../scanner-watch/scan-reader-pool.ts';
import { PaperlineError } from '../domain/errors.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { startProgress } from '../operation/progress.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { openStore, type Store } from '../store/store.ts';
import { textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { INGEST_OPTIONS } from './ingest-options.ts';

const refuseUnknownSurvey = async (store: Store, survey: string | undefined): Promise<void> => {
  if (survey === undefined) return;
  const surveys = await store.db.selectFrom('survey').select('id').orderBy('id').execute();
  if (surveys.some(({ id }) => id === survey)) return;
  throw new PaperlineError({
    code: 'survey-unknown',
    message: `There is no survey ${JSON.stringify(survey)} in this data folder.`,
    remedy:
      surveys.length === 0
        ? 'Nothing was printed here yet.'
        : `The surveys are ${surveys.map(({ id }) => id).join(', ')}.`,
  });
};

export const reread: Command = {
  name: 'reread',
  operands: '',
  summary:
    'Read archived scans again with the reader of this version, and show what would change. Decisions of people ' +
    'always stand. Nothing is changed without --apply; ended half-way it can be started again.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'only scans with pages of this survey' },
    apply: { type: 'boolean', summary: 'put the new readings in the place of the old ones' },
    again: { type: 'boolean', summary: 'also what this version of the reader has read already' },
    json: { type: 'boolean', summary: 'one line of JSON a change, and a last one with what was done' },
    ...Object.fromEntries(
      Object.entries(INGEST_OPTIONS).filter(([name]) => ['readers', 'target-error-rate'].includes(name)),
    ),
  },
  async run({ options, config, print, tell, signal }) {
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const progress = startProgress('reading again');
    const apply = options['apply'] === true;
    const json = options['json'] === true;
    try {
      const survey = textOption(options, 'survey');
      await refuseUnknownSurvey(store, survey);
      const reading = createScanReading(store, config);
      const tally = createRereadTally();
      try {
        const report = await rereadScans({
          folder,
          store,
          reading,
          survey,
          apply,
          again: options['again'] === true,
          signal,
          onProgress: (done, total) => progress.update(done, total, 'files'),
          onChange: ({ name }, change) => {
            tally.add(name, change);
            if (json) print(JSON.stringify({ change: change.kind, ...placeOf(name, change) }));
          },
        });
        progress.end();
        if (apply) {
          const { files, pages } = report;
          await recordActAlone(store, 'scans-read-again', { survey: survey ?? null, files, pages });
        }
        const { readerVersion } = reading;
        if (json) print(JSON.stringify({ applied: apply, readerVersion, ...report }));
        const lines =
          report.files === 0 && report.troubles.length === 0
            ? [`Nothing to read again: ${readerVersion} has read it all. With --again it does so once more.`]
            : summariseRereading(report, tally, { applied: apply, readerVersion });
        for (const line of lines) (json ? tell : print)(line);
        return report.troubles.length > 0 ? 1 : 0;
      } finally {
        await reading.close();
      }
    } finally {
      progress.end();
      await store.close();
    }
  },
};

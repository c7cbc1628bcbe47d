import path from 'node:path';
import { createIngest } from '../../scanner-watch/ingest.ts';
import { runDemo } from '../../fixtures/demo/demo.ts';
import { prepareDataFolder } from '../operation/data-folder.ts';
import { keepRetention } from '../server/retention-keeping.ts';
import { createServer, type Entrance } from '../server/server.ts';
import { actAs, SYSTEM } from '../store/audit-actor.ts';
import { openStore } from '../store/store.ts';
import type { Command } from './command.ts';
import { INGEST_OPTIONS } from './ingest-options.ts';
import { quietLog, reportReading } from './reading-report.ts';
import { carryOnClosings } from './broken-off-closings.ts';
import { putSettingsOnRecord } from './settings-on-record.ts';

const FORMS_FOLDER = path.resolve(import.meta.dirname, '../../forms');

const ABOUT_ENTRANCE: Readonly<Record<Entrance['opens'], string>> = {
  'first-account':
    'This link makes the first account, the privacy owner’s; it works once. Invite others from there.',
  demo: 'This link lets you in as the demonstration’s privacy owner; it works once.',
  'sign-in': 'Sign in there. A password is forgotten? paperline user invite --again NAME',
};

export const start: Command = {
  name: 'start',
  operands: '',
  summary: 'Serve the screens, watch the inbox and read what comes, in one go.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    port: { type: 'string', value: 'N', summary: 'the port of the screens (default 4310)' },
    demo: {
      type: 'boolean',
      summary: 'print a form, fill in 40 sheets and drop their scans, to see it work',
    },
    ...INGEST_OPTIONS,
  },
  async run(input) {
    const { options, config, print, tell, signal } = input;
    const log = quietLog(input);
    const report = reportReading(input);
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    const store = openStore(folder.database);
    const ingest = createIngest({ folder, store, config, log, onProgress: report.onProgress });
    const server = await createServer({
      store,
      folder,
      config,
      log,
      formsFolder: FORMS_FOLDER,
      ingest,
    });
    // A failure of either side ends both.
    const failed = new AbortController();
    const ended = AbortSignal.any([signal, failed.signal]);
    try {
      await putSettingsOnRecord(store, config);
      await carryOnClosings(store, tell);
      await server.listen();
      print('');
      print('Paperline runs on this machine.');
      const entrance = await server.entrance({ demo: options['demo'] === true });
      print(`  Screens   ${entrance.link}`);
      print(`            ${ABOUT_ENTRANCE[entrance.opens]}`);
      print(`  Inbox     ${folder.inbox}   Drop scans here.`);
      print(`  Data      ${folder.root}`);
      print('  Stop      Ctrl+C');
      print('');
      report.follow(ingest);
      // What goes on from here is nobody's command.
      const watching = actAs(SYSTEM, () => ingest.watch(ended));
      const demo =
        options['demo'] === true ? runDemo({ store, folder, tell, signal: ended }) : Promise.resolve();
      const keeping = actAs(SYSTEM, () => keepRetention({ store, folder, log, signal: ended }));
      await Promise.all([watching, demo, keeping]).catch((error: unknown) => {
        failed.abort();
        throw error;
      });
    } finally {
      report.end();
      await ingest.close();
      await server.close();
      await store.close();
    }
  },
};

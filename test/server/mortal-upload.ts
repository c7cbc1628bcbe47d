/** Receives a scan in a process of its own and kills itself without farewell: `mortal-upload.ts ROOT DIE_AT`. */
import { Readable } from 'node:stream';
import { dataFolderAt } from '../../src/operation/data-folder.ts';
import { openScanUploads } from '../../src/server/scan-uploads.ts';
import { openStore } from '../../src/store/store.ts';

const [root = '', dieAt = ''] = process.argv.slice(2);
const folder = dataFolderAt({ root });
const store = openStore(folder.database);

const die = async (): Promise<void> => {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may be done meanwhile.
  await new Promise(() => {});
};

async function* content(): AsyncGenerator<Buffer> {
  yield Buffer.from('x'.repeat(100_000));
  if (dieAt === 'writing') await die();
  yield Buffer.from('x'.repeat(100_000));
}

const uploads = openScanUploads(store, folder, {
  step: async (name) => {
    if (name === dieAt) await die();
  },
});
await uploads.receive('scan.pdf', Readable.from(content()), 200_000);

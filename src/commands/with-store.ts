import { prepareDataFolder } from '../operation/data-folder.ts';
import { openStore, type Store } from '../store/store.ts';
import type { CommandInput } from './command.ts';

/** Opens the data folder's database for `work` and closes it behind it; a running server goes on meanwhile. */
export const withStore = async <T>(
  { config }: Pick<CommandInput, 'config'>,
  work: (store: Store) => Promise<T>,
): Promise<T> => {
  const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
  const store = openStore(folder.database);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

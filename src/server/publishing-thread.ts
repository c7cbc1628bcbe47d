/** Runs in a thread of its own: publishes one wave, which counts, withholds and attacks for seconds to minutes. */
import { parentPort, workerData } from 'node:worker_threads';
import { describeError, isPaperlineError } from '../domain/errors.ts';
import { loadPerturbation } from '../results/perturbation.ts';
import { publishWave } from '../results/publish-wave.ts';
import { actAs } from '../store/audit-actor.ts';
import { openStore } from '../store/store.ts';
import type { PublishingAnswer, PublishingJob } from './publishing.ts';

const { database, wanted, actor, perturbation, now } = workerData as PublishingJob;

const publish = async (): Promise<PublishingAnswer> => {
  const store = openStore(database);
  try {
    const table = await loadPerturbation(perturbation);
    const note = await actAs(actor, () =>
      publishWave(store, wanted, { now: new Date(now), perturbation: table }),
    );
    return { note };
  } catch (error) {
    return {
      fault: isPaperlineError(error)
        ? { code: error.code, message: error.message, remedy: error.remedy }
        : { code: null, message: describeError(error), remedy: '' },
    };
  } finally {
    await store.close();
  }
};

parentPort?.postMessage(await publish());

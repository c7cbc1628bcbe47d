/**
 * Reads chunks of simulated paper in a process of its own. Processes and not threads: what the allocator keeps of millions
 * of freed pixels goes away with them, so that memory stays flat over a run of any length.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import simulateChunk, { type ChunkOrder } from './simulated-chunk.ts';
import type { Tally } from './tally.ts';

type Reply = { readonly tally: Tally; readonly highestMemoryMb: number } | { readonly failure: string };

/**
 * Pages pass through memory outside the engine's heap, which takes that for a heap that grows: with its own choice of a
 * first size it goes through all of it page after page. One process a core leaves no core to help it.
 */
const ENGINE = ['--initial-old-space-size=256', '--single-threaded-gc'];

export interface ChunkProcess {
  readonly run: (order: ChunkOrder) => Promise<Extract<Reply, { tally: Tally }>>;
  readonly stop: () => void;
}

export const startChunkProcess = (): ChunkProcess => {
  const execArgv = [...process.execArgv, ...ENGINE];
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced', execArgv });
  return {
    run: (order) =>
      new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error(`Reading seed ${order.seed} ended before it was done.`));
        child.once('exit', ended);
        child.once('message', (reply: Reply) => {
          child.off('exit', ended);
          if ('failure' in reply) reject(new Error(reply.failure));
          else resolve(reply);
        });
        child.send(order);
      }),
    stop: () => child.disconnect(),
  };
};

const answer = async (order: ChunkOrder): Promise<Reply> => {
  try {
    const tally = await simulateChunk(order);
    return { tally, highestMemoryMb: process.resourceUsage().maxRSS / 1024 };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.on('message', (order: ChunkOrder) => {
    void answer(order).then((reply) => process.send?.(reply));
  });

import { PaperlineError } from '../domain/errors.ts';
import { joinTrip, splitTrip } from '../domain/trip-context.ts';
import { changeBatch, findBatch, noSuchBatch } from '../store/batches.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const readPair = (text: string): readonly [string, string] => {
  const at = text.indexOf('=');
  const key = text.slice(0, at).trim();
  if (at >= 1 && /^[a-z][a-z0-9-]{0,39}$/u.test(key)) return [key, text.slice(at + 1).trim()];
  throw new PaperlineError({
    code: 'usage',
    message: `Expected key=value but received ${JSON.stringify(text)}.`,
    remedy: 'Write for example handed-out=40 returned=17 boarders=120; boarders= takes a number away.',
  });
};

export const batchSet: Command = {
  name: 'batch set',
  operands: 'BATCH KEY=VALUE...',
  summary:
    'Say what is known of a trip: line, direction, date, day-part, vehicle, handed-out, returned, boarders. ' +
    'What is not named stays as it is; KEY= takes it away.',
  minOperands: 2,
  maxOperands: 40,
  options: {},
  run: (input) =>
    withStore(input, async (store) => {
      const [code = '', ...pairs] = input.operands;
      const batch = await findBatch(store, code.trim().toUpperCase());
      if (batch === null) throw noSuchBatch(code);
      const said = Object.fromEntries(pairs.map(readPair));
      const { context, counts } = splitTrip({ ...joinTrip(batch.context, batch.counts), ...said });
      await changeBatch(store, {
        code: batch.code,
        revision: batch.revision,
        context,
        counts,
        by: 'command line',
        at: new Date(),
      });
      const now = Object.entries(joinTrip(context, counts)).map(([key, value]) => `${key}=${value}`);
      input.print(`${batch.code}: ${now.join(', ')}`);
    }),
};

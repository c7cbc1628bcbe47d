import { doubtsOf, missingOf, type CountDoubt } from '../domain/trip-context.ts';
import { listBatches, type Batch } from '../store/batches.ts';
import { textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const MOST = 100_000;

const DOUBTS: Readonly<Record<CountDoubt, string>> = {
  'read-more-than-returned': 'more were read than came back',
  'read-more-than-handed-out': 'more were read than were handed out',
  'returned-more-than-handed-out': 'more came back than were handed out',
  'handed-out-more-than-printed': 'more were handed out than were printed for it',
  'handed-out-more-than-boarders': 'more were handed out than people boarded',
};

const numbersOf = ({ printed, read, counts }: Batch) => ({ printed, read, ...counts });

const number = (count: number | null): string => (count === null ? '?' : String(count));

const tell = (batch: Batch): string[] => {
  const { code, survey, wave, context, counts, printed, read } = batch;
  const trip = Object.entries(context).map(([key, value]) => `${key} ${value}`);
  const numbers = [
    `printed ${printed}`,
    `handed out ${number(counts.handedOut)}`,
    `returned ${number(counts.returned)}`,
    `read ${read}`,
    `missing ${number(missingOf(numbersOf(batch)))}`,
    `boarders ${number(counts.boarders)}`,
  ];
  return [
    `${code}  ${survey} ${wave.name}${wave.state === 'closed' ? ' (closed)' : ''}: ${trip.join(', ') || 'no trip given'}`,
    `    ${numbers.join(', ')}`,
    ...doubtsOf(numbersOf(batch)).map((doubt) => `    This cannot be right: ${DOUBTS[doubt]}.`),
  ];
};

export const batchList: Command = {
  name: 'batch list',
  operands: '',
  summary: 'List the trips with what was printed, handed out, returned and read, and who boarded.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    survey: { type: 'string', value: 'ID', summary: 'only this survey’s' },
    wave: { type: 'string', value: 'NAME', summary: 'only this wave’s' },
    doubtful: { type: 'boolean', summary: 'only those whose numbers cannot be right' },
    json: { type: 'boolean', summary: 'print each batch as one line of JSON' },
  },
  run: (input) =>
    withStore(input, async (store) => {
      const { options, print } = input;
      const { batches } = await listBatches(store, {
        offset: 0,
        limit: MOST,
        survey: textOption(options, 'survey'),
        wave: textOption(options, 'wave'),
        onlyDoubtful: options['doubtful'] === true,
      });
      for (const batch of batches) {
        if (options['json'] !== true) for (const line of tell(batch)) print(line);
        else {
          const { code, survey, wave, context, counts, printed, read } = batch;
          const numbers = numbersOf(batch);
          print(
            JSON.stringify({
              batch: code,
              survey,
              wave: wave.name,
              context,
              printed,
              ...counts,
              read,
              missing: missingOf(numbers),
              doubts: doubtsOf(numbers),
            }),
          );
        }
      }
    }),
};

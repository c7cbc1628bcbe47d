import type { JSX } from 'preact';
import { useWords } from '../words/words.ts';

/** What tells a trip from others, a field for each of `keys`. */
export const TripFields = ({
  keys,
  trip,
  onTrip,
}: {
  readonly keys: readonly string[];
  readonly trip: Readonly<Record<string, string>>;
  readonly onTrip: (trip: Record<string, string>) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <div class="batch-fields">
      {keys.map((key) => (
        <label key={key}>
          <span>{words.print.keys[key] ?? key}</span>
          <input
            class="text-input"
            {...(key === 'date' ? { type: 'date' as const } : { type: 'text' as const, maxLength: 200 })}
            autoComplete="off"
            value={trip[key] ?? ''}
            onInput={(event) => onTrip({ ...trip, [key]: event.currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
};

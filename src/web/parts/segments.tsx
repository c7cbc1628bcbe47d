import type { JSX } from 'preact';

/** A few choices side by side of which one holds; arrow keys move, as in any group of radio buttons. */
export const Segments = <Value extends string>({
  name,
  label,
  value,
  choices,
  onChoose,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly language?: string }[];
  readonly onChoose: (value: Value) => void;
}): JSX.Element => (
  <fieldset class="setting">
    <legend class="label">{label}</legend>
    <div class="segments">
      {choices.map((choice) => (
        <label key={choice.value} class="segment" lang={choice.language}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  </fieldset>
);

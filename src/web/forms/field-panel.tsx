import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { LayoutFault } from '../../adopt/layout-faults.ts';
import type { RectMm } from '../../domain/geometry.ts';
import { Segments } from '../parts/segments.tsx';
import { useWords } from '../words/words.ts';
import {
  changeBox,
  changeField,
  changeKind,
  divideBox,
  renumberCodes,
  type EditedBox,
  type EditedField,
  type EditedForm,
  type FieldKind,
} from './form-editing.ts';

const KINDS: readonly FieldKind[] = ['single', 'multiple', 'digits', 'text'];
const SIDES = ['x', 'y', 'width', 'height'] as const;
const MOST_PARTS = 40;
export const VARIABLE_INPUT = 'form-variable-name';

export interface FieldPanelProps {
  readonly field: EditedField;
  readonly box: EditedBox;
  /** What must be put right about the field. */
  readonly faults: readonly LayoutFault[];
  /** How many boxes an action is for. */
  readonly count: number;
  readonly onChange: (update: (form: EditedForm) => EditedForm, kind?: string) => void;
  readonly onJoin: () => void;
  readonly onSplit: () => void;
  readonly onRemove: () => void;
  readonly onCurrent: (box: number) => void;
}

/** A length in mm that may be typed half-way: it counts once it is a number. */
const LengthInput = ({
  label,
  value,
  onValue,
}: {
  readonly label: string;
  readonly value: number;
  readonly onValue: (mm: number) => void;
}): JSX.Element => {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label>
      <span>{label}</span>
      <input
        class="text-input"
        type="number"
        step={0.25}
        value={typed ?? String(value)}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (text !== '' && Number.isFinite(Number(text))) onValue(Number(text));
        }}
        onBlur={() => setTyped(null)}
      />
    </label>
  );
};

/** The field and the box at hand: name, kind, codes, place, and what can be done with them. */
export const FieldPanel = (props: FieldPanelProps): JSX.Element => {
  const { field, box, faults, count, onChange } = props;
  const words = useWords();
  const [parts, setParts] = useState('4');
  const hasCodes = field.kind === 'single' || field.kind === 'multiple';
  const place = field.boxes.indexOf(box);
  const setSide = (side: (typeof SIDES)[number], mm: number): void => {
    const rectMm: RectMm = { ...box.rectMm, [side]: mm };
    onChange((form) => changeBox(form, box.id, { rectMm }), `${side} ${box.id}`);
  };
  const divisor = Number(parts);
  return (
    <section class="form-panel-part" aria-labelledby="field-title">
      <h2 id="field-title">{words.forms.field}</h2>
      <label class="setting">
        <span class="label">{words.forms.variable}</span>
        <input
          id={VARIABLE_INPUT}
          class="text-input"
          value={field.variable}
          aria-invalid={faults.some(({ box: ofBox }) => ofBox === null)}
          aria-describedby="field-faults"
          maxLength={80}
          autoComplete="off"
          spellcheck={false}
          onInput={(event) => {
            const variable = event.currentTarget.value;
            onChange((form) => changeField(form, field.id, { variable }), `name ${field.id}`);
          }}
        />
      </label>
      <p id="field-faults" class="form-field-faults" role="status">
        {[...new Set(faults.map(({ code, what }) => words.forms.faults[code](what)))].join('; ')}
      </p>
      <Segments
        name="field-kind"
        label={words.forms.kind}
        value={field.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: words.forms.kinds[kind] }))}
        onChoose={(kind) => onChange((form) => changeKind(form, field.id, kind))}
      />
      {hasCodes ? (
        <fieldset class="setting">
          <legend class="label">{words.forms.codes}</legend>
          <div class="form-codes">
            {field.boxes.map((each, at) => (
              <input
                key={each.id}
                class="text-input"
                aria-label={words.forms.codeOf(at + 1, field.boxes.length)}
                data-current={each.id === box.id}
                value={each.code}
                maxLength={24}
                autoComplete="off"
                spellcheck={false}
                onFocus={() => props.onCurrent(each.id)}
                onInput={(event) => {
                  const code = event.currentTarget.value;
                  onChange((form) => changeBox(form, each.id, { code }), `code ${each.id}`);
                }}
              />
            ))}
          </div>
          <div class="form-actions">
            {[1, 0].map((first) => (
              <button
                key={first}
                type="button"
                class="button button-small"
                onClick={() => onChange((form) => renumberCodes(form, field.id, first))}
              >
                {words.forms.renumber(first)}
              </button>
            ))}
          </div>
        </fieldset>
      ) : null}
      <fieldset class="setting">
        <legend class="label">{words.forms.boxPlace(place + 1, field.boxes.length)}</legend>
        <div class="form-sides">
          {SIDES.map((side) => (
            <LengthInput
              key={`${box.id} ${side}`}
              label={words.forms.sides[side]}
              value={box.rectMm[side]}
              onValue={(mm) => setSide(side, mm)}
            />
          ))}
        </div>
      </fieldset>
      <div class="form-actions">
        <button type="button" class="button button-small" disabled={count < 2} onClick={props.onJoin}>
          {words.forms.join}
        </button>
        <button
          type="button"
          class="button button-small"
          disabled={field.boxes.length < 2}
          onClick={props.onSplit}
        >
          {words.forms.split}
        </button>
        <button type="button" class="button button-small" onClick={props.onRemove}>
          {words.forms.remove(count)}
        </button>
      </div>
      {hasCodes ? null : (
        <div class="form-divide">
          <label>
            <span>{words.forms.parts}</span>
            <input
              class="text-input"
              type="number"
              min={2}
              max={MOST_PARTS}
              value={parts}
              onInput={(event) => setParts(event.currentTarget.value)}
            />
          </label>
          <button
            type="button"
            class="button button-small"
            disabled={!(Number.isInteger(divisor) && divisor >= 2 && divisor <= MOST_PARTS)}
            onClick={() => onChange((form) => divideBox(form, box.id, divisor))}
          >
            {words.forms.divide}
          </button>
        </div>
      )}
    </section>
  );
};

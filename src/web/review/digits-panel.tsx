import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TaskFieldView } from '../../server/api.ts';
import type { Words } from '../words/shape.ts';
import { useWords } from '../words/words.ts';
import { plainKey, type AnswerPanelProps } from './answer-panel.ts';
import { cellsOf, digitsIn, doubtfulCell, othersByCell } from './digit-cells.ts';

type DigitsView = Extract<TaskFieldView, { kind: 'digits' }>;

const isDate = (digits: string): boolean => {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].map(Number);
  if (digits.length !== 8 || day === undefined || month === undefined || year === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const isTime = (digits: string): boolean =>
  digits.length === 4 && Number(digits.slice(0, 2)) < 24 && Number(digits.slice(2)) < 60;

/** Why the digits are odd, although the paper may say so; null where they are not. */
const oddityOf = (words: Words, { rule }: DigitsView, digits: string): string | null => {
  if (rule === null) return null;
  if (rule.type === 'date') return isDate(digits) ? null : words.review.notADate;
  if (rule.type === 'time') return isTime(digits) ? null : words.review.notATime;
  const value = Number(digits);
  return value >= rule.min && value <= rule.max
    ? null
    : words.review.outOfRange(String(rule.min), String(rule.max));
};

/**
 * One box a printed cell. The cursor begins in the one that the machine doubts most, and a digit typed there replaces that
 * one; where it doubts none, the first digit typed replaces all that was there.
 */
export const DigitsPanel = ({
  task,
  listening,
  onAnswer,
  onComplaint,
  save: saving,
}: AnswerPanelProps): JSX.Element | null => {
  const words = useWords();
  const { field, suggestion } = task.view;
  const count = field.kind === 'digits' ? field.cells : 0;
  const given = task.earlier?.value ?? suggestion?.value ?? '';
  const start = typeof given === 'string' ? given : '';
  const [cells, setCells] = useState(() => cellsOf(start, count));
  const [others] = useState(() => othersByCell(start, task.view.alternatives, count));
  const [doubtful] = useState(() => doubtfulCell(start, task.view.alternatives));
  const [fresh, setFresh] = useState(doubtful === null);
  const [warnedOf, setWarnedOf] = useState<string | null>(null);
  const inputs = useRef<(HTMLInputElement | null)[]>([]);

  useLayoutEffect(() => {
    if (listening) inputs.current[doubtful ?? 0]?.focus();
  }, [task.view.id, listening]);
  if (field.kind !== 'digits') return null;

  const focus = (place: number): void => {
    const input = inputs.current[Math.max(0, Math.min(count - 1, place))];
    input?.focus();
    input?.select();
  };
  const put = (place: number, digit: string): void => {
    const base = fresh ? cellsOf('', count) : cells;
    const at = fresh ? 0 : place;
    setCells(base.map((held, index) => (index === at ? digit : held)));
    setFresh(false);
    onComplaint(null);
    if (digit !== '') focus(at + 1);
  };
  const paste = (text: string, place: number): void => {
    const digits = digitsIn(text);
    const from = fresh || digits.length === count ? 0 : place;
    if (digits === '') return onComplaint(words.texts.digits.noDigits);
    if (from + digits.length > count) return onComplaint(words.texts.digits.tooMany(count));
    const base = fresh || from === 0 ? cellsOf('', count) : cells;
    setCells(base.map((held, index) => digits.charAt(index - from) || held));
    setFresh(false);
    onComplaint(null);
    focus(from + digits.length);
  };
  /** Takes the next of what the machine saw in this cell; false where it saw one thing only. */
  const turn = (place: number, by: 1 | -1): boolean => {
    const seen = [start.charAt(place), ...(others[place] ?? [])].filter((digit) => digit !== '');
    if (seen.length < 2) return false;
    const at = seen.indexOf(cells[place] ?? '');
    const next = seen[(Math.max(0, at) + by + seen.length) % seen.length] ?? '';
    setCells(cells.map((held, index) => (index === place ? next : held)));
    setFresh(false);
    onComplaint(null);
    return true;
  };
  const save = (): void => {
    const digits = cells.join('');
    const first = cells.findIndex((cell) => cell !== '');
    const last = cells.findLastIndex((cell) => cell !== '');
    if (digits === '') return onComplaint(words.review.nothingTyped);
    if (cells.slice(first, last + 1).includes('')) return onComplaint(words.review.gap);
    const oddity = oddityOf(words, field, digits);
    if (oddity !== null && warnedOf !== digits) {
      setWarnedOf(digits);
      return onComplaint(oddity);
    }
    return onAnswer({ state: 'answered', value: digits });
  };
  saving.current = save;
  const onKey = (event: KeyboardEvent, place: number): void => {
    const key = plainKey(event);
    if (key === null) return;
    if (/^[0-9]$/u.test(key)) put(place, key);
    else if (key === 'enter') {
      // A key held down is not one decision after another.
      if (!event.repeat) save();
    } else if (key === 'backspace' || key === 'delete') {
      const at = key === 'backspace' && cells[place] === '' ? place - 1 : place;
      if (at >= 0) {
        setCells(cells.map((held, index) => (index === at ? '' : held)));
        setFresh(false);
        focus(at);
      }
    } else if (key === 'arrowleft') {
      setFresh(false);
      focus(place - 1);
    } else if (key === 'arrowright') {
      setFresh(false);
      focus(place + 1);
    } else if (key === 'home') {
      setFresh(true);
      focus(0);
    } else if (key === 'end') {
      setFresh(false);
      focus(count - 1);
    } else if (key === 'arrowup' || key === 'arrowdown') {
      // Where there is nothing to take, the key goes on to who jumps over the page.
      if (!turn(place, key === 'arrowup' ? -1 : 1)) return;
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="answers">
      <div class="cells" role="group" aria-label={words.review.digits} data-rule={field.rule?.type}>
        {cells.map((digit, place) => (
          // Cells have no name but their place.
          <span key={place} class="cell-place">
            <input
              ref={(element) => {
                inputs.current[place] = element;
              }}
              class="cell"
              data-fresh={fresh && digit !== ''}
              data-doubtful={place === doubtful && digit === start.charAt(place)}
              inputMode="numeric"
              autoComplete="off"
              maxLength={1}
              value={digit}
              aria-label={words.review.cell(place + 1, count)}
              aria-description={
                (others[place] ?? []).length === 0
                  ? undefined
                  : words.texts.digits.alternatives((others[place] ?? []).join(', '))
              }
              onKeyDown={(event) => onKey(event, place)}
              onPaste={(event) => {
                event.preventDefault();
                paste(event.clipboardData?.getData('text') ?? '', place);
              }}
              onFocus={(event) => event.currentTarget.select()}
              onInput={(event) => {
                // A screen keyboard types without keydown.
                const typed = event.currentTarget.value.slice(-1);
                if (/^[0-9]$/u.test(typed)) put(place, typed);
                else event.currentTarget.value = digit;
              }}
            />
            <span class="cell-others" aria-hidden="true">
              {(others[place] ?? []).join('')}
            </span>
          </span>
        ))}
        {field.unit === null ? null : (
          <span class="unit" lang={task.view.language}>
            {field.unit}
          </span>
        )}
      </div>
      {doubtful === null ? null : (
        <p class="muted">
          {words.texts.digits.doubt} {words.texts.digits.hint}
        </p>
      )}
    </div>
  );
};

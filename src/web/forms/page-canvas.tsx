import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PointMm, RectMm } from '../../domain/geometry.ts';
import { useWords } from '../words/words.ts';
import type { EditedBox, EditedField } from './form-editing.ts';

/** By how much an arrow key moves, and with Shift. */
const STEP_MM = 0.25;
const LONG_STEP_MM = 1;
/** A pointer that moves less has clicked. */
const DRAG_FROM_MM = 0.6;
/** A smaller rectangle was not drawn on purpose. */
const LEAST_DRAWN_MM = 1;

const ARROWS: Readonly<Record<string, PointMm>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What a pointer has hold of. */
type Hold =
  | {
      readonly what: 'box' | 'corner';
      readonly from: PointMm;
      readonly done: PointMm;
      readonly isDrag: boolean;
    }
  | { readonly what: 'new'; readonly from: PointMm };

export interface PageCanvasProps {
  readonly picture: string;
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
  readonly page: number;
  readonly fields: readonly EditedField[];
  readonly current: number | null;
  readonly marked: ReadonlySet<number>;
  /** Boxes with something to put right. */
  readonly faulty: ReadonlySet<number>;
  readonly isDrawing: boolean;
  /** In parts of the room that there is. */
  readonly zoom: number;
  readonly onCurrent: (box: number) => void;
  readonly onMark: (box: number) => void;
  readonly onMove: (by: PointMm, kind: string) => void;
  readonly onResize: (by: PointMm, kind: string) => void;
  readonly onDraw: (rect: RectMm) => void;
  readonly onKey: (key: 'join' | 'split' | 'remove' | 'details' | 'clear') => void;
}

export const elementIdOfBox = (box: number): string => `form-box-${box}`;

const rectBetween = (one: PointMm, other: PointMm): RectMm => ({
  x: Math.min(one.x, other.x),
  y: Math.min(one.y, other.y),
  width: Math.abs(one.x - other.x),
  height: Math.abs(one.y - other.y),
});

let drags = 0;

/** A blank page with its boxes over it, in mm. Every box takes the focus; keys and the pointer move it. */
export const PageCanvas = (props: PageCanvasProps): JSX.Element => {
  const { picture, paper, page, fields, current, marked, faulty, isDrawing, zoom } = props;
  const words = useWords();
  const svg = useRef<SVGSVGElement>(null);
  const hold = useRef<Hold | null>(null);
  const [drawn, setDrawn] = useState<RectMm | null>(null);

  const pointOf = (event: PointerEvent): PointMm => {
    const matrix = svg.current?.getScreenCTM();
    if (matrix === null || matrix === undefined) return { x: 0, y: 0 };
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return { x, y };
  };

  const take = (event: PointerEvent, what: 'box' | 'corner', box: number): void => {
    if (isDrawing || event.button !== 0) return;
    event.stopPropagation();
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      event.preventDefault();
      props.onMark(box);
      return;
    }
    const from = pointOf(event);
    drags++;
    hold.current = { what, from, done: { x: 0, y: 0 }, isDrag: false };
    if (!(marked.has(box) || box === current)) props.onCurrent(box);
    svg.current?.setPointerCapture(event.pointerId);
    document.getElementById(elementIdOfBox(box))?.focus({ preventScroll: true });
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (!isDrawing || event.button !== 0) return;
    event.preventDefault();
    hold.current = { what: 'new', from: pointOf(event) };
    svg.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const held = hold.current;
    if (held === null) return;
    const at = pointOf(event);
    if (held.what === 'new') {
      setDrawn(rectBetween(held.from, at));
      return;
    }
    const whole = { x: at.x - held.from.x, y: at.y - held.from.y };
    if (!held.isDrag && Math.hypot(whole.x, whole.y) < DRAG_FROM_MM) return;
    const by = { x: whole.x - held.done.x, y: whole.y - held.done.y };
    hold.current = { ...held, done: whole, isDrag: true };
    (held.what === 'box' ? props.onMove : props.onResize)(by, `drag ${drags}`);
  };
  const onPointerUp = (): void => {
    const held = hold.current;
    hold.current = null;
    setDrawn(null);
    if (held?.what !== 'new' || drawn === null) return;
    if (drawn.width >= LEAST_DRAWN_MM && drawn.height >= LEAST_DRAWN_MM) props.onDraw(drawn);
  };

  const onKeyDown = (event: KeyboardEvent, box: number): void => {
    const arrow = ARROWS[event.key];
    const isWide = event.ctrlKey || event.metaKey;
    if (arrow !== undefined) {
      event.preventDefault();
      const step = event.shiftKey ? LONG_STEP_MM : STEP_MM;
      const by = { x: arrow.x * step, y: arrow.y * step };
      if (isWide) props.onResize(by, `size ${box}`);
      else props.onMove(by, `move ${box}`);
      return;
    }
    if (isWide || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === ' ') props.onMark(box);
    else if (key === 'j') props.onKey('join');
    else if (key === 's') props.onKey('split');
    else if (key === 'delete' || key === 'backspace') props.onKey('remove');
    else if (key === 'enter') props.onKey('details');
    else if (key === 'escape') props.onKey('clear');
    else return;
    event.preventDefault();
  };

  const describe = (field: EditedField, box: EditedBox, place: number): string =>
    words.forms.boxLabel(
      field.variable,
      box.code,
      words.forms.kinds[field.kind],
      place + 1,
      field.boxes.length,
    );

  return (
    <svg
      ref={svg}
      class="form-canvas"
      data-drawing={isDrawing}
      viewBox={`0 0 ${paper.widthMm} ${paper.heightMm}`}
      style={{ width: `${zoom * 100}%` }}
      role="group"
      aria-label={words.forms.canvas(page)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      <image href={picture} width={paper.widthMm} height={paper.heightMm} preserveAspectRatio="none" />
      {fields.map((field) => {
        const first = field.boxes[0];
        const isCurrent = field.boxes.some(({ id }) => id === current);
        return (
          <g key={field.id} class="form-field" data-kind={field.kind} data-current={isCurrent}>
            {first === undefined ? null : (
              <text class="form-variable" x={first.rectMm.x} y={first.rectMm.y - 0.7} aria-hidden="true">
                {field.variable}
              </text>
            )}
            {field.boxes.map((box, place) => {
              const { x, y, width, height } = box.rectMm;
              return (
                <g
                  key={box.id}
                  id={elementIdOfBox(box.id)}
                  class="form-box"
                  role="button"
                  tabIndex={0}
                  aria-label={describe(field, box, place)}
                  aria-pressed={marked.has(box.id)}
                  data-current={box.id === current}
                  data-faulty={faulty.has(box.id)}
                  onFocus={() => props.onCurrent(box.id)}
                  onKeyDown={(event) => onKeyDown(event, box.id)}
                  onPointerDown={(event) => take(event, 'box', box.id)}
                >
                  <rect x={x} y={y} width={Math.max(width, 0.3)} height={Math.max(height, 0.3)} />
                  <text
                    class="form-code"
                    x={x + width / 2}
                    y={y + height / 2 + 0.85}
                    text-anchor="middle"
                    aria-hidden="true"
                  >
                    {box.code}
                  </text>
                  {box.id === current ? (
                    <rect
                      class="form-corner"
                      x={x + width - 0.9}
                      y={y + height - 0.9}
                      width={1.8}
                      height={1.8}
                      onPointerDown={(event) => take(event, 'corner', box.id)}
                    />
                  ) : null}
                </g>
              );
            })}
          </g>
        );
      })}
      {drawn === null ? null : <rect class="form-drawn" {...drawn} />}
    </svg>
  );
};

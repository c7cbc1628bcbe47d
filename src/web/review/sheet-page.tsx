import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../words/words.ts';
import type { SheetSession, SheetState } from './sheet-session.ts';

type RectMm = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Clear of the ink, as on the crops. */
const RING_MM = 1.4;
/** Kept in sight round the doubt that is asked about. */
const ROUND_MM = 18;

const around = (rects: readonly RectMm[], byMm: number): RectMm => {
  const x = Math.min(...rects.map((rect) => rect.x)) - byMm;
  const y = Math.min(...rects.map((rect) => rect.y)) - byMm;
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) + byMm - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) + byMm - y,
  };
};

/** The whole page with a frame round every doubt, and the boxes of the one that is asked about. */
export const SheetPage = ({
  session,
  state,
  zoom,
}: {
  readonly session: SheetSession;
  readonly state: SheetState;
  /** In parts of the room's width. */
  readonly zoom: number;
}): JSX.Element | null => {
  const words = useWords();
  const room = useRef<HTMLDivElement>(null);
  const { page, tasks, current } = state;
  const shown = page?.view;
  const place = shown?.places.find(({ task }) => task === current?.view.id);

  // The doubt comes into sight with what stands round it; the page never moves otherwise.
  useLayoutEffect(() => {
    const element = room.current;
    if (element === null || shown === undefined || place === undefined) return;
    const pxPerMm = element.scrollWidth / shown.paper.widthMm;
    const wanted = around(place.rectsMm, ROUND_MM);
    const middle = (wanted.y + wanted.height / 2) * pxPerMm;
    element.scrollTop = middle - element.clientHeight / 2;
    element.scrollLeft = (wanted.x + wanted.width / 2) * pxPerMm - element.clientWidth / 2;
  }, [current?.view.id, zoom, page?.picture]);

  if (page === null || shown === undefined) return null;
  const { widthMm, heightMm } = shown.paper;
  const waiting = new Set(tasks.map(({ view }) => view.id));
  return (
    <div ref={room} class="sheet-room" role="group" tabIndex={0} aria-label={words.sheet.page(shown.page)}>
      {page.lost ? <p class="stage-empty">{words.sheet.noPicture}</p> : null}
      <svg
        class="sheet-page"
        viewBox={`0 0 ${widthMm} ${heightMm}`}
        style={{ width: `${zoom * 100}%` }}
        aria-hidden="true"
      >
        <rect class="sheet-paper" width={widthMm} height={heightMm} />
        {page.picture === null ? null : (
          <image href={page.picture} width={widthMm} height={heightMm} preserveAspectRatio="none" />
        )}
        {shown.places.map(({ task, rectsMm }) => (
          <g
            key={task}
            class="sheet-doubt"
            data-state={task === current?.view.id ? 'current' : waiting.has(task) ? 'waiting' : 'decided'}
            onClick={() => session.goTo(task)}
          >
            <rect {...around(rectsMm, RING_MM * 2)} rx={1.5} />
            {task === current?.view.id
              ? rectsMm.map((rect) => (
                  <rect
                    key={`${rect.x} ${rect.y}`}
                    class="sheet-box"
                    {...around([rect], RING_MM / 2)}
                    rx={0.6}
                  />
                ))
              : null}
          </g>
        ))}
      </svg>
    </div>
  );
};

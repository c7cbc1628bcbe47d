import type { JSX } from 'preact';
import { BackIcon, ForwardIcon, LessIcon, MoreIcon, RedoIcon, UndoIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

/** In parts of the room that there is. */
const ZOOMS: readonly number[] = [0.6, 0.8, 1, 1.4, 2, 3];

export interface EditorBarProps {
  readonly title: string;
  readonly page: number;
  readonly pages: readonly number[];
  readonly isDrawing: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly isSaved: boolean;
  /** How many things must be put right. */
  readonly faults: number;
  readonly busy: boolean;
  readonly zoom: number;
  readonly onBack: () => void;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
  readonly onDraw: () => void;
  readonly onAdd: () => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onSave: () => void;
  readonly onUse: () => void;
}

/** Above the sheet: which page, how large, new boxes, steps back, and keeping or using the draft. */
export const EditorBar = (props: EditorBarProps): JSX.Element => {
  const { title, page, pages, zoom, busy } = props;
  const words = useWords();
  const at = pages.indexOf(page);
  const size = ZOOMS.indexOf(zoom);
  const tool = (label: string, Icon: () => JSX.Element, isOff: boolean, onClick: () => void): JSX.Element => (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    >
      <Icon />
    </button>
  );
  return (
    <header class="form-bar">
      {tool(words.forms.back, BackIcon, busy, props.onBack)}
      <h1>{title}</h1>
      {pages.length < 2 ? null : (
        <span class="paging" role="group" aria-label={words.forms.pages}>
          {tool(words.forms.previousPage, BackIcon, at <= 0, () => props.onPage(pages[at - 1] ?? page))}
          <span class="preview-place">{words.forms.pageOf(page, pages.length)}</span>
          {tool(words.forms.nextPage, ForwardIcon, at >= pages.length - 1, () =>
            props.onPage(pages[at + 1] ?? page),
          )}
        </span>
      )}
      <span class="paging" role="group" aria-label={words.forms.zoom}>
        {tool(words.forms.smaller, LessIcon, size <= 0, () => props.onZoom(ZOOMS[size - 1] ?? zoom))}
        {tool(words.forms.larger, MoreIcon, size >= ZOOMS.length - 1, () =>
          props.onZoom(ZOOMS[size + 1] ?? zoom),
        )}
      </span>
      {tool(words.forms.undo, UndoIcon, !props.canUndo, props.onUndo)}
      {tool(words.forms.redo, RedoIcon, !props.canRedo, props.onRedo)}
      <button type="button" class="button" aria-pressed={props.isDrawing} onClick={props.onDraw}>
        {words.forms.draw}
      </button>
      <button type="button" class="button" onClick={props.onAdd}>
        {words.forms.add}
      </button>
      <span class="spacer" />
      {props.faults === 0 ? null : (
        <span class="form-fault-count">{words.forms.faultsTitle(props.faults)}</span>
      )}
      <span class="muted form-saved" role="status">
        {props.isSaved ? words.forms.saved : words.forms.notSaved}
      </span>
      <button type="button" class="button" disabled={busy || props.isSaved} onClick={props.onSave}>
        {words.forms.save}
      </button>
      <button
        type="button"
        class="button button-main"
        disabled={busy || props.faults > 0}
        onClick={props.onUse}
      >
        {busy ? words.forms.working : words.forms.use}
      </button>
    </header>
  );
};

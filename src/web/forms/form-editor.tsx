import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { findLayoutFaults, type LayoutFault } from '../../adopt/layout-faults.ts';
import type { RectMm } from '../../domain/geometry.ts';
import type { DraftReply, InUseReply, SaveDraftBody } from '../../server/adopted-form-api.ts';
import { callApi } from '../api-client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { aDialogIsOpen } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useScreenKeys } from '../parts/screen-keys.ts';
import { useWords } from '../words/words.ts';
import { EditorBar } from './editor-bar.tsx';
import { FaultList } from './fault-list.tsx';
import { FieldPanel, VARIABLE_INPUT } from './field-panel.tsx';
import {
  addBox,
  editedFormOf,
  fieldOfBox,
  joinBoxes,
  layoutOfEdited,
  moveBoxes,
  removeBoxes,
  resizeBoxes,
  splitBoxes,
} from './form-editing.ts';
import { formKeys, FormNames } from './form-names.tsx';
import { elementIdOfBox, PageCanvas } from './page-canvas.tsx';
import { useHistory } from './use-history.ts';

const NO_BOXES: ReadonlySet<number> = new Set();
/** Where a box comes that is asked for by key with none at hand, and beside the one at hand. */
const NEW_BOX: RectMm = { x: 20, y: 20, width: 5, height: 5 };
const BESIDE_MM = 3;

/** One draft: the blank with its boxes, and all that can be corrected about them. */
export const FormEditor = ({
  reply: { draft, layout },
  onClose,
  onUsed,
}: {
  readonly reply: DraftReply;
  readonly onClose: () => void;
  readonly onUsed: (form: InUseReply) => void;
}): JSX.Element => {
  const words = useWords();
  const first = useMemo(() => editedFormOf(layout), [layout]);
  const { value: form, change, undo, redo, canUndo, canRedo } = useHistory(first);
  const [saved, setSaved] = useState(first);
  const [page, setPage] = useState(layout.pages[0]?.page ?? 1);
  const [current, setCurrent] = useState<number | null>(null);
  const [marked, setMarked] = useState(NO_BOXES);
  const [isDrawing, setDrawing] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const wanted = useRef<number | null>(null);

  const edited = useMemo(() => layoutOfEdited(layout, form), [layout, form]);
  const faults = useMemo(() => findLayoutFaults(edited), [edited]);
  const onPage = form.fields.filter((field) => field.page === page);
  const field = current === null ? undefined : fieldOfBox(form, current);
  const box = field?.boxes.find(({ id }) => id === current);
  /** What a key or a button is for: the marked boxes with the one at hand. */
  const chosen = useMemo(() => new Set([...marked, ...(box === undefined ? [] : [box.id])]), [marked, box]);
  const boxOfFault = ({ page: at, field: place, box: boxPlace }: LayoutFault): number | undefined =>
    form.fields.filter((each) => each.page === at)[place ?? -1]?.boxes[boxPlace ?? 0]?.id;
  const faulty = new Set(faults.flatMap((fault) => boxOfFault(fault) ?? []));

  const focusOn = (id: number | undefined): void => {
    wanted.current = id ?? null;
    setCurrent(id ?? null);
  };
  // Before the next key: it must find the box that the last one led to.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = document.getElementById(elementIdOfBox(wanted.current));
    if (element === null) return;
    wanted.current = null;
    element.focus();
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const save = useCallback(async (): Promise<void> => {
    const body: SaveDraftBody = {
      survey: form.survey.trim() === '' ? '-' : form.survey,
      language: form.language,
      pages: layoutOfEdited(layout, form).pages.map(({ page: number, fields }) => ({ page: number, fields })),
    };
    await callApi('PUT', `/api/adopted/drafts/${draft}`, body);
    setSaved(form);
  }, [draft, form, layout]);
  const attempt = (work: () => Promise<void>): void => {
    setBusy(true);
    setError(null);
    work()
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const isSaved = saved === form;

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (!isSaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isSaved]);
  // Nor may a key that follows a change at once save the form as it was before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || aDialogIsOpen()) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) undo();
      else if (key === 'y' || key === 'z') redo();
      else if (key === 's') attempt(save);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [undo, redo, save]);

  useScreenKeys(formKeys(words));

  const mark = (id: number): void => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  };
  const clear = (): void => setMarked(NO_BOXES);
  /** A box that changes its field is drawn anew. */
  const keepFocus = (): void => focusOn(current ?? undefined);
  const join = (): void => {
    change((now) => joinBoxes(now, chosen));
    clear();
    keepFocus();
  };
  const split = (): void => {
    change((now) => splitBoxes(now, chosen));
    clear();
    keepFocus();
  };
  const remove = (): void => {
    const all = onPage.flatMap(({ boxes }) => boxes.map(({ id }) => id));
    const at = all.indexOf(current ?? -1);
    const next = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at)).toReversed()].find(
      (id) => !chosen.has(id),
    );
    change((now) => removeBoxes(now, chosen));
    clear();
    focusOn(next);
  };
  const add = (rect: RectMm): void => {
    change((now) => addBox(now, page, rect));
    clear();
    setDrawing(false);
    focusOn(form.nextId + 1);
  };
  const addBeside = (): void => {
    const rect = box?.rectMm;
    add(rect === undefined ? NEW_BOX : { ...rect, y: rect.y + rect.height + BESIDE_MM });
  };
  const turnTo = (next: number): void => {
    setPage(next);
    clear();
    focusOn(undefined);
  };
  const goToFault = (fault: LayoutFault): void => {
    if (fault.page !== null) setPage(fault.page);
    focusOn(boxOfFault(fault));
  };

  return (
    <main class="form-editor" id="content">
      <EditorBar
        title={form.survey}
        page={page}
        pages={layout.pages.map(({ page: number }) => number)}
        isDrawing={isDrawing}
        canUndo={canUndo}
        canRedo={canRedo}
        isSaved={isSaved}
        faults={faults.length}
        busy={busy}
        zoom={zoom}
        onBack={() =>
          attempt(async () => {
            if (!isSaved) await save();
            onClose();
          })
        }
        onPage={turnTo}
        onZoom={setZoom}
        onDraw={() => setDrawing(!isDrawing)}
        onAdd={addBeside}
        onUndo={undo}
        onRedo={redo}
        onSave={() => attempt(save)}
        onUse={() => setAsking(true)}
      />
      <div class="form-columns">
        <div class="form-sheet" role="region" aria-label={words.forms.sheet} tabIndex={0}>
          <PageCanvas
            key={page}
            picture={`/api/adopted/drafts/${draft}/pages/${page}`}
            paper={layout.paper}
            page={page}
            fields={onPage}
            current={current}
            marked={marked}
            faulty={faulty}
            isDrawing={isDrawing}
            zoom={zoom}
            onCurrent={setCurrent}
            onMark={mark}
            onMove={(by, kind) => change((now) => moveBoxes(now, chosen, by), kind)}
            onResize={(by, kind) => change((now) => resizeBoxes(now, chosen, by), kind)}
            onDraw={add}
            onKey={(key) => {
              if (key === 'join') join();
              else if (key === 'split') split();
              else if (key === 'remove') remove();
              else if (key === 'clear') clear();
              else document.getElementById(VARIABLE_INPUT)?.focus();
            }}
          />
        </div>
        <div class="form-panel">
          {error === null ? null : <Problem error={error} />}
          {field === undefined || box === undefined ? (
            <p class="muted">{words.forms.chooseBox}</p>
          ) : (
            <FieldPanel
              field={field}
              box={box}
              faults={faults.filter((fault) => fault.page === page && onPage[fault.field ?? -1] === field)}
              count={chosen.size}
              onChange={change}
              onJoin={join}
              onSplit={split}
              onRemove={remove}
              onCurrent={setCurrent}
            />
          )}
          <FaultList faults={faults} onGo={goToFault} />
          <FormNames form={form} onChange={change} />
        </div>
      </div>
      {asking ? (
        <ConfirmDialog
          title={words.forms.useTitle(form.survey)}
          text={[words.forms.useText(form.fields.length), words.forms.useOrder]}
          action={words.forms.use}
          otherwise={words.forms.notYet}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            attempt(async () => {
              await save();
              onUsed(await callApi<InUseReply>('POST', `/api/adopted/drafts/${draft}/use`));
            });
          }}
        />
      ) : null}
    </main>
  );
};

import type { JSX } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenedQuestionnaire, SavedQuestionnaire } from '../../server/questionnaire-api.ts';
import { callApi, RefusedRequest } from '../api-client.ts';
import { BackIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';
import { openCodeEditor, type CodeEditor } from './code-editor.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { NEW_FILE, type Draft, type Drafts } from './drafts.ts';
import { FaultPanel } from './fault-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SaveDialog, SaveNewDialog } from './save-dialog.tsx';
import { useLook } from './use-look.ts';

/** What is written in: a file, or a new questionnaire that has none yet. */
export interface Opened {
  readonly file: string | null;
  /** How the questionnaire stood; null for a new one. */
  readonly base: string | null;
  readonly text: string;
}

const pathOf = (file: string): string => `/api/questionnaires/${encodeURIComponent(file)}`;
/** As the editor has it. */
const withPlainBreaks = (text: string): string => text.replaceAll(/\r\n?/gu, '\n');

type Asking =
  { readonly what: 'save' } | { readonly what: 'conflict'; readonly theirs: OpenedQuestionnaire } | null;

/** The text, what is wrong with it, and how it prints, side by side. */
export const QuestionnaireEditor = ({
  opened,
  drafts,
  onBack,
}: {
  readonly opened: Opened;
  readonly drafts: Drafts;
  readonly onBack: () => void;
}): JSX.Element => {
  const all = useWords();
  const words = all.editor;
  const [standing, setStanding] = useState(opened);
  const [found, setFound] = useState<Draft | null>(() => {
    const draft = opened.file === null ? null : drafts.read(opened.file);
    return draft === null || draft.text === withPlainBreaks(opened.text) ? null : draft;
  });
  const [isDirty, setDirty] = useState(found !== null || opened.file === null);
  const [isKept, setKept] = useState(true);
  const [language, setLanguage] = useState('');
  const [asking, setAsking] = useState<Asking>(null);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const begun = useRef(found?.text ?? opened.text);
  /** The same as `standing`, and how it stood when what is written was begun: for what comes before the next rendering. */
  const latest = useRef({ standing, base: found?.base ?? opened.base });
  const text = useCallback(() => editor.current?.text() ?? begun.current, []);
  const look = useLook(text, language);

  const stand = (now: Opened): void => {
    latest.current = { standing: now, base: now.base };
    setStanding(now);
    setFound(null);
  };
  const changed = useRef<() => void>(() => undefined);
  changed.current = () => {
    const { standing: stands, base } = latest.current;
    const written = text();
    const dirty = written !== withPlainBreaks(stands.text) || stands.file === null;
    setDirty(dirty);
    setSaid('');
    if (dirty) {
      setKept(drafts.keep(stands.file ?? NEW_FILE, { text: written, base, at: new Date().toISOString() }));
    } else {
      drafts.drop(stands.file ?? NEW_FILE);
    }
    look.soon();
  };

  // Before the next key can be pressed.
  useLayoutEffect(() => {
    if (place.current === null) return undefined;
    const made = openCodeEditor({
      host: place.current,
      text: begun.current,
      label: words.code,
      description: words.codeHint,
      phrases: words.phrases,
      onChange: () => changed.current(),
    });
    editor.current = made;
    return () => {
      begun.current = made.text();
      editor.current = null;
      made.destroy();
    };
  }, [words]);
  useEffect(() => {
    if (look.reply !== null && !look.busy) editor.current?.mark(look.reply.faults);
  }, [look.reply, look.busy, words]);
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isDirty]);

  const close = (): void => {
    setAsking(null);
    setError(null);
  };
  const settle = (saved: SavedQuestionnaire, written: string): void => {
    drafts.drop(latest.current.standing.file ?? NEW_FILE);
    stand({ file: saved.file, base: saved.base, text: written });
    close();
    setDirty(text() !== written);
    setSaid(words.savedAs(saved.file));
    editor.current?.focus();
  };
  const showConflict = async (file: string): Promise<void> => {
    const there = await callApi<OpenedQuestionnaire>('GET', pathOf(file));
    const isLatest = there.latest === there.file;
    const theirs = isLatest ? there : await callApi<OpenedQuestionnaire>('GET', pathOf(there.latest));
    setAsking({ what: 'conflict', theirs });
  };
  const saveOver = (file: string, base: string): void => {
    const written = text();
    setError(null);
    callApi<SavedQuestionnaire>('PUT', pathOf(file), { text: written, base }).then(
      (saved) => settle(saved, written),
      (failed: unknown) => {
        if (failed instanceof RefusedRequest && failed.fault.code === 'questionnaire-changed')
          showConflict(file).catch(setError);
        else setError(failed);
      },
    );
  };
  const saveNew = (file: string): void => {
    const written = text();
    setError(null);
    callApi<SavedQuestionnaire>('POST', '/api/questionnaires', { file, text: written }).then(
      (saved) => settle(saved, written),
      setError,
    );
  };
  const dropDraft = (): void => {
    stand(standing);
    editor.current?.replace(standing.text);
    editor.current?.focus();
  };
  const takeTheirs = (theirs: OpenedQuestionnaire): void => {
    drafts.drop(standing.file ?? NEW_FILE);
    stand(theirs);
    close();
    // As one step, so that what was written here comes back by undoing.
    editor.current?.replace(theirs.text);
    editor.current?.focus();
  };
  const saveAfter = (theirs: OpenedQuestionnaire): void => {
    drafts.drop(standing.file ?? NEW_FILE);
    stand(theirs);
    drafts.keep(theirs.file, { text: text(), base: theirs.base, at: new Date().toISOString() });
    saveOver(theirs.file, theirs.base);
  };
  const errors = look.reply?.faults.filter(({ severity }) => severity === 'error').length ?? 0;
  const shown = look.preview?.language ?? '';
  const { file } = standing;
  return (
    <main class="page page-editor" id="content">
      <header class="page-head">
        <button type="button" class="icon-button" aria-label={words.back} onClick={onBack}>
          <BackIcon />
        </button>
        <h1>{file ?? words.newName}</h1>
        <p class="muted editor-state" role="status" data-dirty={isDirty}>
          {said !== ''
            ? said
            : isDirty
              ? isKept
                ? words.state.kept
                : words.state.unkept
              : words.state.saved}
        </p>
        <span class="spacer" />
        <button
          type="button"
          class="button button-main"
          disabled={!isDirty}
          onClick={() => setAsking({ what: 'save' })}
        >
          {words.save}
        </button>
      </header>
      {found === null ? null : (
        <p class="draft-found">
          {words.draftFound(all.time(found.at))} {found.base === standing.base ? null : words.draftBehind}{' '}
          <button type="button" class="button" onClick={dropDraft}>
            {words.draftDrop}
          </button>
        </p>
      )}
      {look.error === null ? null : <Problem error={look.error} retry={look.now} />}
      {error === null || asking !== null ? null : <Problem error={error} />}
      <div class="editor-columns">
        <div class="editor-side">
          <div class="code-frame" ref={place} />
          <p class="muted hint">{words.codeHint}</p>
          <FaultPanel
            faults={look.reply?.faults ?? null}
            busy={look.busy}
            onGo={(line, column) => editor.current?.goTo(line, column)}
          />
        </div>
        <PreviewPanel
          preview={look.preview}
          languages={look.reply?.languages ?? []}
          language={shown}
          old={look.reply !== null && look.reply.preview === null}
          onLanguage={setLanguage}
          onGone={look.soon}
        />
      </div>
      {asking?.what === 'save' && file === null ? (
        <SaveNewDialog errors={errors} error={error} onSave={saveNew} onClose={close} />
      ) : null}
      {asking?.what === 'save' && file !== null ? (
        <SaveDialog
          file={file}
          text={text()}
          error={error}
          onSave={() => saveOver(file, latest.current.base ?? '')}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'conflict' ? (
        <ConflictDialog
          theirs={asking.theirs}
          mine={text()}
          onTakeTheirs={() => takeTheirs(asking.theirs)}
          onSaveMine={() => saveAfter(asking.theirs)}
          onClose={close}
        />
      ) : null}
    </main>
  );
};

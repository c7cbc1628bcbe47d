/** The text of a questionnaire to write in: CodeMirror with YAML's colours and the marks of what is wrong. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import {
  lintGutter,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { EditorFault } from '../../server/questionnaire-api.ts';

export interface CodeEditor {
  text(): string;
  /** As one step, that can be taken back. */
  replace(text: string): void;
  /** Line and column from 1. What is marked is the word there. */
  mark(faults: readonly EditorFault[]): void;
  /** Puts the cursor there, in sight, and the keys into the text. */
  goTo(line: number, column: number): void;
  focus(): void;
  destroy(): void;
}

export interface CodeEditorOptions {
  /** Holds nothing yet but, perhaps, an editor that ended. */
  readonly host: HTMLElement;
  readonly text: string;
  /** What a screen reader calls it. */
  readonly label: string;
  /** Which keys there are. */
  readonly description: string;
  /** The editor's own English words, and what they are here. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly onChange: () => void;
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.comment, color: 'var(--ink-soft)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.keyword, tags.meta, tags.labelName, tags.typeName], color: 'var(--warn)' },
]);

const LOOK = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '3px solid var(--ring)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--surface-sunk)', color: 'var(--ink-soft)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent-soft) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--accent-soft)', color: 'var(--accent-strong)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--ring) 35%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--ring) 22%, transparent)' },
  '.cm-panels': { backgroundColor: 'var(--surface-sunk)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-panels input, .cm-panels button': { fontSize: '0.9375rem' },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
    color: 'var(--ink)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    maxWidth: '36rem',
  },
  // The library's own marks are pictures in data: addresses, which the policy forbids.
  '.cm-lint-marker': { content: 'normal', width: '0.7em', height: '0.7em', margin: '0.25em 0.15em' },
  '.cm-lint-marker-error': { content: 'normal', backgroundColor: 'var(--bad)', borderRadius: '50%' },
  '.cm-lint-marker-warning': { content: 'normal', backgroundColor: 'var(--warn)', borderRadius: '2px' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)' },
  '.cm-diagnostic': { fontFamily: 'var(--font)', fontSize: '0.9375rem', padding: '6px 10px' },
});

const placeOf = (doc: Text, line: number, column: number): number => {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column - 1, 0), found.to);
};

const diagnosticOf = (doc: Text, fault: EditorFault): Diagnostic => {
  const from = placeOf(doc, fault.line, fault.column);
  const line = doc.lineAt(from);
  const word = /^[^\s:,[\]{}]+/u.exec(line.text.slice(from - line.from))?.[0].length ?? 0;
  return {
    from,
    to: Math.min(from + Math.max(word, 1), line.to),
    severity: fault.severity,
    message: `${fault.what} ${fault.remedy}`,
  };
};

export const openCodeEditor = (options: CodeEditorOptions): CodeEditor => {
  // In a tree of its own the editor's styles are constructed sheets, which a strict policy allows; in the document they
  // would be style elements.
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        yaml(),
        syntaxHighlighting(COLOURS),
        search({ top: true }),
        highlightSelectionMatches(),
        EditorView.lineWrapping,
        LOOK,
        EditorState.tabSize.of(2),
        EditorState.phrases.of({ ...options.phrases }),
        EditorView.contentAttributes.of({
          tabindex: '0',
          'aria-label': options.label,
          'aria-description': options.description,
        }),
        keymap.of([
          { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic },
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
          {
            // After Escape the Tab key moves on, until the text is entered anew.
            key: 'Escape',
            run: (editor) => {
              editor.setTabFocusMode(true);
              return true;
            },
          },
        ]),
        EditorView.domEventHandlers({
          focus: (_event, editor) => {
            editor.setTabFocusMode(false);
          },
        }),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) options.onChange();
        }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark(faults) {
      const { doc } = view.state;
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.map((fault) => diagnosticOf(doc, fault)),
        ),
      );
    },
    goTo(line, column) {
      const at = placeOf(view.state.doc, line, column);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
      });
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
};

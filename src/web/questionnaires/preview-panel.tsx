import type { JSX } from 'preact';
import type { LookReply } from '../../server/questionnaire-api.ts';
import { Segments } from '../parts/segments.tsx';
import { useWords } from '../words/words.ts';

const PX_PER_MM = 4;

/** The pages as they will print, drawn by the server. */
export const PreviewPanel = ({
  preview,
  languages,
  language,
  old,
  onLanguage,
  onGone,
}: {
  readonly preview: LookReply['preview'];
  readonly languages: readonly string[];
  readonly language: string;
  /** The text has errors since. */
  readonly old: boolean;
  readonly onLanguage: (language: string) => void;
  /** The server does not have the pages any more. */
  readonly onGone: () => void;
}): JSX.Element => {
  const { editor: words, print } = useWords();
  return (
    <section class="editor-preview" aria-labelledby="preview-title">
      <header>
        <h2 id="preview-title">{words.previewTitle}</h2>
        {languages.length < 2 ? null : (
          <Segments
            name="preview-language"
            label={words.language}
            value={language}
            choices={languages.map((code) => ({ value: code, label: print.languages[code] ?? code }))}
            onChoose={onLanguage}
          />
        )}
      </header>
      {preview === null ? <p class="muted">{words.previewNone}</p> : null}
      {preview !== null && old ? <p class="preview-old">{words.previewOld}</p> : null}
      {preview?.warnings.map((warning) => (
        <p key={warning} class="muted" lang="en">
          {warning}
        </p>
      ))}
      {preview === null ? null : (
        // More than fits, so it must be reachable by keyboard.
        <div class="preview-pages" data-old={old} role="group" aria-labelledby="preview-title" tabIndex={0}>
          {Array.from({ length: preview.pages }, (_none, place) => place + 1).map((page) => (
            <img
              key={page}
              src={`/api/questionnaires/previews/${preview.form}/${page}`}
              alt={words.page(page, preview.pages)}
              width={Math.round(preview.paper.widthMm * PX_PER_MM)}
              height={Math.round(preview.paper.heightMm * PX_PER_MM)}
              onError={onGone}
            />
          ))}
        </div>
      )}
    </section>
  );
};

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FormsReply } from '../../server/api.ts';
import { useWords } from '../words/words.ts';
import { PageSteps, previewOf } from './page-steps.tsx';
import { RealSizeDialog } from './real-size-dialog.tsx';

type Form = FormsReply['forms'][number];

/** The form as it will print, page by page, in the language that is chosen. */
export const FormPreview = ({
  form,
  language,
}: {
  readonly form: Form;
  readonly language: string;
}): JSX.Element => {
  const words = useWords();
  const [page, setPage] = useState(1);
  const [failed, setFailed] = useState(false);
  const [large, setLarge] = useState(false);
  useEffect(() => {
    setPage(1);
    setFailed(false);
  }, [form.file, language]);
  return (
    <section class="preview" aria-labelledby="preview-title">
      <header class="preview-head">
        <h2 id="preview-title">{words.print.preview}</h2>
        <span class="spacer" />
        <PageSteps page={page} pages={form.pages} onPage={setPage} />
      </header>
      <div class="sheet" data-paper={form.paper}>
        {failed ? null : (
          <img
            key={`${form.file} ${language} ${page}`}
            src={previewOf(form, language, page, 'screen')}
            alt={words.print.previewAlt(page)}
            onError={() => setFailed(true)}
          />
        )}
      </div>
      <button type="button" class="button real-size-button" onClick={() => setLarge(true)}>
        {words.desk.realSize.open}
      </button>
      {large ? (
        <RealSizeDialog
          form={form}
          language={language}
          page={page}
          onPage={setPage}
          onClose={() => setLarge(false)}
        />
      ) : null}
    </section>
  );
};

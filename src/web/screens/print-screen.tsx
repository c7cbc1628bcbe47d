import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FormsReply } from '../../server/api.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { BatchList } from '../print/batch-list.tsx';
import { FormPreview } from '../print/form-preview.tsx';
import { PrintOrderForm } from '../print/print-order-form.tsx';
import { PrintRuns } from '../print/print-runs.tsx';
import { useWords } from '../words/words.ts';

/** Choose a questionnaire, a language and a number; get a PDF whose copies are in the ledger; see what came of them. */
export const PrintScreen = (): JSX.Element => {
  const words = useWords();
  const forms = useReply<FormsReply>('/api/forms');
  const [file, setFile] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  // Printing makes batches, and changing a batch changes what is told of its runs.
  const [turn, setTurn] = useState(0);
  const next = (): void => setTurn((before) => before + 1);
  const list = forms.reply?.forms ?? [];
  const form = list.find((candidate) => candidate.file === file) ?? list[0];
  const language = form?.languages.find((code) => code === wanted) ?? form?.languages[0] ?? '';
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.print.title}</h1>
      </header>
      {forms.error === null ? null : <Problem error={forms.error} retry={forms.reload} />}
      {forms.reply === null && forms.error === null ? <p class="loading">{words.faults.loading}</p> : null}
      {forms.reply !== null && form === undefined ? (
        <section class="empty">
          <h2>{words.print.noForms}</h2>
          <p>{words.print.noFormsText(forms.reply.folder)}</p>
        </section>
      ) : null}
      {form === undefined ? null : (
        <div class="print-columns">
          <PrintOrderForm
            forms={list}
            form={form}
            language={language}
            onForm={setFile}
            onLanguage={setWanted}
            onPrinted={next}
          />
          {form.fault === null ? <FormPreview form={form} language={language} /> : null}
        </div>
      )}
      <BatchList turn={turn} onDone={next} />
      <PrintRuns turn={turn} onPrinted={next} />
    </main>
  );
};

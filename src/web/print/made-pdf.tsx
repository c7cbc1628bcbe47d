import type { JSX } from 'preact';
import type { PrintReply } from '../../server/print-api.ts';
import { CheckIcon, DownloadIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

/** What was just printed into a PDF. */
export const MadePdf = ({ made }: { readonly made: PrintReply }): JSX.Element => {
  const words = useWords();
  return (
    <div class="made">
      <p>
        <CheckIcon /> <strong>{words.print.ready(words.count(made.copies), words.count(made.pages))}</strong>
      </p>
      <a class="button button-main" href={`/api/print/${made.run}/file`} download={made.fileName}>
        <DownloadIcon /> {words.print.download}
      </a>
      <p class="muted">{words.print.actualSize}</p>
    </div>
  );
};

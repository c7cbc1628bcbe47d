import type { JSX } from 'preact';
import type { FormsReply } from '../../server/api.ts';
import { BackIcon, ForwardIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

type Form = FormsReply['forms'][number];

/** Where a page of the form is drawn as it will print. */
export const previewOf = (
  form: Pick<Form, 'file'>,
  language: string,
  page: number,
  detail: 'screen' | 'fine',
): string =>
  `/api/forms/preview?file=${encodeURIComponent(form.file)}&language=${language}&page=${page}&detail=${detail}`;

/** One page after the other. */
export const PageSteps = ({
  page,
  pages,
  onPage,
}: {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <span class="paging">
      <button
        type="button"
        class="icon-button"
        aria-label={words.print.previous}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <BackIcon />
      </button>
      <span class="preview-place">
        {page} / {pages}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={words.print.next}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        <ForwardIcon />
      </button>
    </span>
  );
};

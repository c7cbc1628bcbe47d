import type { JSX, Ref } from 'preact';
import { useWords } from '../words/words.ts';

/** The question as it is printed; `question` names it for whatever stands beside it. */
export const QuestionHead = ({
  language,
  number,
  text,
  row,
  heading,
}: {
  /** Of the printed words. */
  readonly language: string;
  /** Printed before the question. */
  readonly number: string | null;
  readonly text: string;
  /** The row's words, where the question is a row of a grid. */
  readonly row: string | null;
  /** Given where the heading takes the focus. */
  readonly heading?: Ref<HTMLHeadingElement>;
}): JSX.Element => {
  const words = useWords();
  return (
    <header class="question">
      <h1 id="question" lang={language} {...(heading === undefined ? {} : { ref: heading, tabIndex: -1 })}>
        {number === null ? null : (
          <span class="number" aria-label={words.review.question(number)}>
            {number}
          </span>
        )}
        <span>{text}</span>
      </h1>
      {row === null ? null : (
        <p class="row-words" lang={language}>
          {row}
        </p>
      )}
    </header>
  );
};

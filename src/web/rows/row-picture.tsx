import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenRowBody, OpenRowReply } from '../../server/rows-api.ts';
import { callApi } from '../api-client.ts';
import { useAct } from '../folder/use-act.ts';
import { Dialog } from '../parts/dialog.tsx';
import { IssuedText } from '../parts/issued-text.tsx';
import { Problem } from '../parts/problem.tsx';
import { Rings } from '../review/rings.tsx';
import { useWords } from '../words/words.ts';
import { addressOf, type RowCell } from './row-cell.ts';

const REASONS: readonly OpenRowBody['reason'][] = ['implausible', 'machine-check', 'respondent', 'other'];

const HandOver = ({ cell }: { readonly cell: RowCell }): JSX.Element => {
  const { rowPicture: words } = useWords();
  return (
    <IssuedText
      text={addressOf(cell)}
      about={words.handOverText(cell.column)}
      label={words.link}
      words={words}
    />
  );
};

/** The answer as it stands on paper, and as it counts. */
const Opened = ({ opened }: { readonly opened: OpenRowReply }): JSX.Element => {
  const { rowPicture: words, colon } = useWords();
  const [unseen, setUnseen] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => question.current?.focus(), []);
  const { language, number, text, row, state, values, source, picture, marked, variable } = opened;
  const rings = picture.boxes.filter(({ code }) => marked.includes(code));
  return (
    <section class="row-picture">
      <header lang={language}>
        <h3 ref={question} tabIndex={-1}>
          {number === null ? null : `${number}. `}
          {text}
        </h3>
        {row === null ? null : <p>{row}</p>}
      </header>
      {unseen ? (
        <p class="muted" role="alert">
          {words.unseen}
        </p>
      ) : (
        <figure>
          <div class="row-picture-paper">
            <img
              src={picture.url}
              width={picture.width}
              height={picture.height}
              alt={words.picture(variable)}
              onError={() => setUnseen(true)}
            />
            <Rings boxes={rings} picture={picture} />
          </div>
          <figcaption class="muted">
            {rings.length === 0 ? words.hidden : `${words.ringed} ${words.hidden}`}
          </figcaption>
        </figure>
      )}
      <p>
        {words.counts}
        {colon}{' '}
        {state === 'answered' ? (
          <strong lang={language}>
            {values
              .map(({ value, label }) => (label === null || label === value ? value : `${label} (${value})`))
              .join(', ')}
          </strong>
        ) : (
          <strong>{words.states[state]}</strong>
        )}
        {state === 'pending' ? null : `, ${words.by[source]}`}
      </p>
    </section>
  );
};

/** Asks why, and shows what stands on paper for one answer of a row; whoever sees no paper gets a link for somebody who does. */
export const RowPictureDialog = ({
  cell,
  from,
  mayReview,
  onClose,
}: {
  readonly cell: RowCell;
  /** `link`: somebody handed it over. */
  readonly from: 'rows' | 'link';
  readonly mayReview: boolean;
  readonly onClose: () => void;
}): JSX.Element => {
  const { rowPicture: words } = useWords();
  const [opened, setOpened] = useState<OpenRowReply | null>(null);
  const [handing, setHanding] = useState(false);
  const { busy, error, act } = useAct();
  const open = (reason: OpenRowBody['reason']): void =>
    act(() => callApi<OpenRowReply>('POST', '/api/review/rows/open', { ...cell, reason }), setOpened);
  if (!mayReview) {
    return (
      <Dialog title={words.title} onClose={onClose}>
        <p>{from === 'link' ? words.onlyReviewers : words.notYours}</p>
        {from === 'link' ? null : <HandOver cell={cell} />}
      </Dialog>
    );
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      {opened !== null ? (
        <Opened opened={opened} />
      ) : (
        <>
          <p>{words.about(cell.column)}</p>
          <div class="row-why" role="group" aria-labelledby="row-why">
            <p id="row-why" class="label">
              {words.why}
            </p>
            {REASONS.map((reason, place) => (
              <button
                key={reason}
                type="button"
                class="button"
                autofocus={place === 0}
                disabled={busy}
                onClick={() => open(reason)}
              >
                {words.reasons[reason]}
              </button>
            ))}
          </div>
          {busy ? (
            <p class="muted" role="status">
              {words.opening}
            </p>
          ) : null}
        </>
      )}
      {error === null ? null : <Problem error={error} />}
      {from === 'link' ? null : handing ? (
        <HandOver cell={cell} />
      ) : (
        <div class="dialog-foot">
          <button type="button" class="button button-small" onClick={() => setHanding(true)}>
            {words.handOver}
          </button>
        </div>
      )}
    </Dialog>
  );
};

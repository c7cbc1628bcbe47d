import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RowsReply } from '../../server/rows-api.ts';
import { AnonymityPanel } from '../parts/anonymity-panel.tsx';
import type { SurveyTextsReply } from '../../server/text-api.ts';
import { BackIcon, DownloadIcon, ForwardIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useScreens, type Screen } from '../place.ts';
import type { RowCell } from '../rows/row-cell.ts';
import { RowsTable } from '../rows/rows-table.tsx';
import { useWords } from '../words/words.ts';

const PAGE_SIZE = 50;

/** As people look for them. */
const FORMATS = ['csv', 'xlsx', 'sav', 'parquet', 'jsonl', 'triple-s', 'ddi', 'codebook'] as const;
type Format = (typeof FORMATS)[number];

/** What of the open answers may leave, apart from the rows; nothing where there are none. */
const SurveyTexts = ({ survey }: { readonly survey: string }): JSX.Element | null => {
  const words = useWords();
  const { rows } = words.texts;
  const named = `survey=${encodeURIComponent(survey)}`;
  const { reply } = useReply<SurveyTextsReply>(`/api/rows/texts?${named}`);
  if (reply === null) return null;
  const { released, held, marked, kept } = reply;
  if (released + held + marked + kept === 0) return null;
  return (
    <section class="survey-texts" aria-labelledby="survey-texts">
      <h2 id="survey-texts">{rows.title}</h2>
      <p class="muted" title={rows.apart}>
        {rows.released(released)}
        {held + marked + kept === 0
          ? null
          : `; ${rows.heldBack(words.count(held), words.count(marked), words.count(kept))}`}
      </p>
      <span class="spacer" />
      {released === 0
        ? null
        : (['csv', 'jsonl'] as const).map((format) => (
            <a
              key={format}
              class="button"
              href={`/api/rows/texts/export?${named}&format=${format}`}
              title={rows.apart}
              download
            >
              <DownloadIcon /> <span class="visually-hidden">{rows.download}</span>{' '}
              {format === 'csv' ? 'CSV' : 'JSON Lines'}
            </a>
          ))}
    </section>
  );
};

/** The anonymous rows as a table, and their download. */
export const RowsScreen = ({
  onGo,
  onCell,
}: {
  readonly onGo: (screen: Screen) => void;
  /** Leads from an answer to paper. */
  readonly onCell: (cell: RowCell) => void;
}): JSX.Element => {
  const words = useWords();
  const screens = useScreens();
  const surveys = useReply<{ surveys: string[] }>('/api/surveys');
  const [chosen, setChosen] = useState<string | null>(null);
  const [format, setFormat] = useState<Format>('csv');
  const [offset, setOffset] = useState(0);
  const survey = chosen ?? surveys.reply?.surveys[0] ?? null;
  const named = survey === null ? '' : `survey=${encodeURIComponent(survey)}`;
  const { reply, error, reload } = useReply<RowsReply>(
    survey === null ? null : `/api/rows?${named}&offset=${offset}&limit=${PAGE_SIZE}`,
  );
  useEffect(() => setOffset(0), [survey]);
  const total = reply?.total ?? 0;
  const last = Math.min(total, offset + PAGE_SIZE);

  if (surveys.reply !== null && surveys.reply.surveys.length === 0) {
    return (
      <main class="page" id="content">
        <section class="empty">
          <h1>{words.rows.none}</h1>
          <p>{words.rows.noSurveys}</p>
          {screens.includes('print') ? (
            <button type="button" class="button button-main" onClick={() => onGo('print')}>
              {words.rows.toPrint}
            </button>
          ) : null}
        </section>
      </main>
    );
  }
  return (
    <main class="page page-table" id="content">
      <header class="page-head">
        <h1>{words.rows.title}</h1>
        {surveys.reply === null || survey === null ? null : (
          <label class="inline-label">
            <span class="visually-hidden">{words.rows.survey}</span>
            <select class="select" value={survey} onChange={(event) => setChosen(event.currentTarget.value)}>
              {surveys.reply.surveys.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {reply === null ? null : (
          <span class="muted">
            {words.rows.total(total)}
            {reply.pending === 0 ? null : `, ${words.rows.pending(reply.pending)}`}
          </span>
        )}
        <span class="spacer" />
        {survey === null ? null : (
          <>
            <label class="inline-label">
              <span class="visually-hidden">{words.release.format}</span>
              <select
                class="select"
                value={format}
                onChange={(event) =>
                  setFormat(FORMATS.find((each) => each === event.currentTarget.value) ?? 'csv')
                }
              >
                {FORMATS.map((each) => (
                  <option key={each} value={each}>
                    {words.release.formats[each]}
                  </option>
                ))}
              </select>
            </label>
            <a
              class="button button-main"
              href={`/api/rows/export?${named}&format=${format}&language=${document.documentElement.lang}`}
              download
            >
              <DownloadIcon /> {words.rows.download}
            </a>
          </>
        )}
      </header>
      {survey === null ? null : <SurveyTexts survey={survey} />}
      {surveys.error === null ? null : <Problem error={surveys.error} retry={surveys.reload} />}
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null && error === null ? <p class="loading">{words.faults.loading}</p> : null}
      {reply !== null && total === 0 ? (
        <section class="empty">
          <h2>{words.rows.none}</h2>
          <p>{words.rows.noneText}</p>
        </section>
      ) : null}
      {reply === null || total === 0 ? null : (
        <>
          <AnonymityPanel report={reply.anonymity} />
          <RowsTable reply={reply} onCell={onCell} />
          <footer class="table-foot">
            <span class="muted">
              {words.rows.missing}
              {words.colon} {words.rows.missingText}
            </span>
            <span class="spacer" />
            {total <= PAGE_SIZE ? null : (
              <span class="paging">
                <span>
                  {words.rows.range(words.count(offset + 1), words.count(last), words.count(total))}
                </span>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.rows.previous}
                  disabled={offset === 0}
                  onClick={() => setOffset(Math.max(0, offset - PAGE_SIZE))}
                >
                  <BackIcon />
                </button>
                <button
                  type="button"
                  class="icon-button"
                  aria-label={words.rows.next}
                  disabled={last >= total}
                  onClick={() => setOffset(offset + PAGE_SIZE)}
                >
                  <ForwardIcon />
                </button>
              </span>
            )}
          </footer>
        </>
      )}
    </main>
  );
};

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type {
  OwnQualityReply,
  QualityReply,
  QualitySurveysReply,
  ReviewerQualityView,
} from '../../server/quality-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useRoles } from '../place.ts';
import { QualityDetails } from '../quality/quality-details.tsx';
import { useSpokenRates } from '../quality/spoken-rates.ts';
import { useWords } from '../words/words.ts';

/** Shares to choose from; another one that was set by command is shown beside them. */
const SHARES = [0, 0.01, 0.02, 0.05, 0.1, 1];

const ShareChoice = ({
  reply,
  onSaved,
}: {
  readonly reply: QualityReply;
  readonly onSaved: () => void;
}): JSX.Element => {
  const words = useWords().quality;
  const [said, setSaid] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const shares = [...new Set([...SHARES, reply.share])].sort((one, other) => one - other);
  const save = (share: number): void => {
    setError(null);
    callApi('PUT', '/api/quality/share', { survey: reply.survey, share }).then(() => {
      setSaid(true);
      onSaved();
    }, setError);
  };
  return (
    <div class="quality-share">
      <label class="label" for="quality-share">
        {words.share}
      </label>
      <select
        id="quality-share"
        class="select"
        value={String(reply.share)}
        aria-describedby="quality-share-hint"
        onChange={(event) => save(Number(event.currentTarget.value))}
      >
        {shares.map((share) => (
          <option key={share} value={String(share)}>
            {`${words.number(100 * share, 3)}\u00a0%`}
          </option>
        ))}
      </select>
      <span class="muted" id="quality-share-hint">
        {words.shareHint}
      </span>
      <span class="muted" role="status">
        {said ? words.shareSaved : ''}
      </span>
      {error === null ? null : <Problem error={error} />}
    </div>
  );
};

const InWords = ({
  reply,
  onSaved,
}: {
  readonly reply: QualityReply;
  readonly onSaved: () => void;
}): JSX.Element => {
  const words = useWords();
  const said = words.quality;
  const { sentence, agreement } = useSpokenRates();
  return (
    <section class="panel" aria-labelledby="words-title">
      <h2 id="words-title">{said.inWords}</h2>
      <p class="quality-said">{sentence('machine', reply.machine.all)}</p>
      <p class="quality-said">{sentence('people', reply.people.all)}</p>
      <p class="quality-said">{agreement(reply.agreement.all)}</p>
      <p class="muted">
        {said.certainty} {reply.open === 0 ? said.noneOpen : said.open(words.count(reply.open))}
      </p>
      {reply.lack === null ? null : <p class="quality-lack">{said.lack[reply.lack]}</p>}
      <ShareChoice reply={reply} onSaved={onSaved} />
    </section>
  );
};

type Figures = Omit<ReviewerQualityView, 'reviewer'>;

/** What is known of people's work, a row a person or a survey. */
const WorkTable = ({
  head,
  rows,
}: {
  readonly head: string;
  readonly rows: readonly { readonly name: string; readonly figures: Figures }[];
}): JSX.Element => {
  const words = useWords();
  const { reviewerColumns: columns } = words.quality;
  const { between } = useSpokenRates();
  return (
    <table class="list quality-list">
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{columns.checked}</th>
          <th scope="col">{columns.wrong}</th>
          <th scope="col">{columns.known}</th>
          <th scope="col">{columns.knownWrong}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, figures }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{words.count(figures.checked)}</td>
            <td>
              {words.count(figures.wrong)}{' '}
              {figures.checked === 0 ? null : <span class="muted">({between(figures.wrongInterval)})</span>}
            </td>
            <td>{words.count(figures.known)}</td>
            <td>
              {words.count(figures.knownWrong)}{' '}
              {figures.known === 0 ? null : (
                <span class="muted">({between(figures.knownWrongInterval)})</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Reviewers = ({ reviewers }: { readonly reviewers: readonly ReviewerQualityView[] }): JSX.Element => {
  const words = useWords().quality;
  return (
    <section class="panel" aria-labelledby="reviewers-title">
      <h2 id="reviewers-title">{words.reviewers}</h2>
      <p class="muted">{words.reviewersHint}</p>
      {reviewers.length === 0 ? (
        <p>{words.noReviewers}</p>
      ) : (
        <WorkTable
          head={words.reviewerColumns.name}
          rows={reviewers.map(({ reviewer, ...figures }) => ({ name: reviewer, figures }))}
        />
      )}
    </section>
  );
};

const OwnFigures = (): JSX.Element => {
  const words = useWords();
  const { reply, error, reload } = useReply<OwnQualityReply>('/api/quality/own');
  return (
    <section class="panel" aria-labelledby="own-title">
      <h2 id="own-title">{words.quality.own}</h2>
      <p class="muted">{words.quality.ownHint}</p>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? (
        <p class="loading">{words.faults.loading}</p>
      ) : reply.surveys.length === 0 ? (
        <p>{words.quality.noOwn}</p>
      ) : (
        <WorkTable
          head={words.quality.survey}
          rows={reply.surveys.map(({ survey, ...figures }) => ({ name: survey, figures }))}
        />
      )}
    </section>
  );
};

/** The figures of one survey, for who looks after it. */
const SurveyFigures = ({ survey }: { readonly survey: string }): JSX.Element => {
  const words = useWords();
  const [wave, setWave] = useState('');
  const inWave = wave === '' ? '' : `&wave=${encodeURIComponent(wave)}`;
  const { reply, error, reload } = useReply<QualityReply>(
    `/api/quality?survey=${encodeURIComponent(survey)}${inWave}`,
  );
  return (
    <>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? (
        error === null ? (
          <p class="loading">{words.faults.loading}</p>
        ) : null
      ) : (
        <>
          {reply.waves.length < 2 ? null : (
            <label class="inline-label">
              <span class="label">{words.quality.wave}</span>{' '}
              <select class="select" value={wave} onChange={(event) => setWave(event.currentTarget.value)}>
                <option value="">{words.quality.allWaves}</option>
                {reply.waves.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <InWords reply={reply} onSaved={reload} />
          <QualityDetails reply={reply} />
          {reply.reviewers === null ? null : <Reviewers reviewers={reply.reviewers} />}
        </>
      )}
    </>
  );
};

const AllFigures = (): JSX.Element => {
  const words = useWords();
  const surveys = useReply<QualitySurveysReply>('/api/quality/surveys');
  const [chosen, setChosen] = useState<string | null>(null);
  const survey = chosen ?? surveys.reply?.surveys[0] ?? null;
  return (
    <>
      {surveys.error === null ? null : <Problem error={surveys.error} retry={surveys.reload} />}
      {surveys.reply === null || surveys.reply.surveys.length < 2 || survey === null ? null : (
        <label class="inline-label">
          <span class="label">{words.quality.survey}</span>{' '}
          <select class="select" value={survey} onChange={(event) => setChosen(event.currentTarget.value)}>
            {surveys.reply.surveys.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {surveys.reply !== null && survey === null ? <p>{words.quality.noSurvey}</p> : null}
      {survey === null ? null : <SurveyFigures key={survey} survey={survey} />}
    </>
  );
};

/** How often what was accepted and what was decided is wrong; to a reviewer their own figures alone. */
export const QualityScreen = (): JSX.Element => {
  const words = useWords().quality;
  const roles = useRoles();
  const looksAfterIt = roles.includes('operator') || roles.includes('privacy-owner');
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{words.title}</h1>
        <p class="muted">{words.intro}</p>
      </header>
      {looksAfterIt ? <AllFigures /> : null}
      {roles.includes('reviewer') ? <OwnFigures /> : null}
    </main>
  );
};

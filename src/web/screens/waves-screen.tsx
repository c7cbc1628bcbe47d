import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CloseWaveReply, WavesReply, WaveView } from '../../server/wave-api.ts';
import { callApi } from '../api-client.ts';
import { Problem } from '../parts/problem.tsx';
import { TextField } from '../parts/text-field.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import { AuditPanel } from './audit-panel.tsx';
import { CloseWaveDialog } from './close-wave-dialog.tsx';
import { RetentionPanel } from './retention-panel.tsx';

/** What a wave is at, in parts of a sentence. */
const useStanding = (): ((wave: WaveView) => string) => {
  const { waves: words } = useWords();
  return ({ check, rows, figures }) => {
    const parts =
      check === null
        ? [
            `${words.rows(rows ?? 0)} ${figures === null ? '' : words.ofPrinted(figures.printed)}`.trim(),
            figures === null || figures.fieldsCorrected === 0 ? '' : words.corrected(figures.fieldsCorrected),
          ]
        : [
            words.copiesRead(check.copies),
            check.incompleteCopies === 0 ? '' : words.incomplete(check.incompleteCopies),
            check.openTasks === 0 ? '' : words.openTasks(check.openTasks),
            check.pagesWithoutCopy === 0 ? '' : words.loosePages(check.pagesWithoutCopy),
            check.undecidedTexts === 0 ? '' : words.undecidedTexts(check.undecidedTexts),
            check.filesInReading === 0 ? '' : words.beingRead(check.filesInReading),
          ];
    return parts.filter((part) => part !== '').join(' · ');
  };
};

const WaveRow = ({
  wave,
  onClose,
}: {
  readonly wave: WaveView;
  readonly onClose: () => void;
}): JSX.Element => {
  const words = useWords();
  const standing = useStanding()(wave);
  return (
    <tr>
      <th scope="row">
        {wave.wave} <span class="muted">{wave.survey}</span>
      </th>
      <td>
        <span class="tag" data-status={wave.state === 'open' ? 'read' : 'blank'}>
          {words.waves.states[wave.state]}
        </span>
        {wave.closedAt === null ? null : <span class="muted wave-when"> {words.time(wave.closedAt)}</span>}
      </td>
      <td>{standing}</td>
      <td class="actions-cell">
        {wave.state === 'closed' ? null : (
          <button
            type="button"
            class="button"
            aria-label={words.waves.closeOf(wave.wave, wave.survey)}
            onClick={onClose}
          >
            {words.waves.close}
          </button>
        )}
      </td>
    </tr>
  );
};

const OpenPanel = ({
  surveys,
  onOpened,
}: {
  readonly surveys: readonly string[];
  readonly onOpened: (wave: string) => void;
}): JSX.Element => {
  const { waves: words } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const survey = chosen ?? surveys[0] ?? '';
  const send = (event: Event): void => {
    event.preventDefault();
    setError(null);
    callApi<{ wave: string }>('POST', '/api/waves', { survey, wave: name.trim() }).then((reply) => {
      setName('');
      onOpened(reply.wave);
    }, setError);
  };
  return (
    <section class="panel" aria-labelledby="open-wave-title">
      <h2 id="open-wave-title">{words.openTitle}</h2>
      <form class="door-form" onSubmit={send}>
        {surveys.length < 2 ? null : (
          <label class="setting">
            <span class="label">{words.survey}</span>
            <select class="select" value={survey} onChange={(event) => setChosen(event.currentTarget.value)}>
              {surveys.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
        <TextField
          label={words.wave}
          purpose="off"
          hint={words.openHint}
          required
          value={name}
          onInput={setName}
        />
        {error === null ? null : <Problem error={error} />}
        <button type="submit" class="button">
          {words.open}
        </button>
      </form>
    </section>
  );
};

/** The privacy owner's screen: waves and closing them, what is deleted when, and the audit log. */
export const WavesScreen = (): JSX.Element => {
  const words = useWords();
  const { waves: said } = words;
  const { reply, error, reload } = useReply<WavesReply>('/api/waves');
  const [closing, setClosing] = useState<WaveView | null>(null);
  const [done, setDone] = useState('');
  const [turn, setTurn] = useState(0);
  const refresh = (sentence: string): void => {
    setDone(sentence);
    setTurn((before) => before + 1);
    reload();
  };
  return (
    <main class="page" id="content">
      <header class="page-head">
        <h1>{said.title}</h1>
      </header>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <p class="said-good" role="status">
        {done}
      </p>
      {reply === null ? (
        error === null ? (
          <p class="loading">{words.faults.loading}</p>
        ) : null
      ) : (
        <>
          <section class="panel" aria-labelledby="waves-title">
            <h2 id="waves-title">{said.listTitle}</h2>
            {reply.waves.length === 0 ? (
              <p class="muted">{said.none}</p>
            ) : (
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{said.wave}</th>
                    <th scope="col">{said.state}</th>
                    <th scope="col">{said.standing}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {reply.waves.map((wave) => (
                    <WaveRow
                      key={`${wave.survey} ${wave.wave}`}
                      wave={wave}
                      onClose={() => setClosing(wave)}
                    />
                  ))}
                </tbody>
              </table>
            )}
          </section>
          <div class="columns">
            {reply.surveys.length === 0 ? null : (
              <OpenPanel
                surveys={reply.surveys.map(({ survey }) => survey)}
                onOpened={(wave) => refresh(said.opened(wave))}
              />
            )}
            <RetentionPanel key={`retention ${turn}`} surveys={reply.surveys} />
          </div>
          <AuditPanel key={`audit ${turn}`} />
        </>
      )}
      {closing === null ? null : (
        <CloseWaveDialog
          wave={closing}
          onClosed={({ wave, rows }: CloseWaveReply) => {
            setClosing(null);
            refresh(said.closed(wave, rows));
          }}
          onClose={() => {
            setClosing(null);
            reload();
          }}
        />
      )}
    </main>
  );
};

import type { JSX } from 'preact';
import type { AnonymityReply } from '../../server/rows-api.ts';
import { useWords } from '../words/words.ts';

type WaveReply = AnonymityReply['waves'][number];

const WavePart = ({ wave, k }: { readonly wave: WaveReply; readonly k: number }): JSX.Element => {
  const words = useWords();
  const { release } = words;
  if (wave.tooFew) {
    return (
      <p>
        <strong>{wave.wave}</strong>: {release.tooFew(words.count(wave.rows), k)}
      </p>
    );
  }
  const steps = Object.entries(wave.steps).filter(([, { taken }]) => taken > 0);
  const isUntouched = wave.generalisedCells === 0 && wave.withheldCells === 0;
  return (
    <p>
      <strong>{wave.wave}</strong>:{' '}
      {isUntouched
        ? release.nothingLost
        : release.lost(
            release.share(wave.generalisedCells / wave.cells),
            release.share(wave.withheldCells / wave.cells),
            words.count(wave.touchedRows),
          )}
      {steps.length === 0
        ? null
        : ` ${release.steps}: ${steps
            .map(([column, { taken, leftOut }]) =>
              leftOut ? release.columnGone(column) : release.step(column, taken),
            )
            .join('; ')}.`}
      {wave.pendingRows === 0 ? null : ` ${release.pending(words.count(wave.pendingRows))}`}
      {wave.unanimous === 0
        ? null
        : ` ${release.unanimous(release.share(wave.unanimous / wave.unanimousOf))}`}
    </p>
  );
};

/** What was done to the rows so that nobody stands out in them, and what that cost. */
export const AnonymityPanel = ({ report }: { readonly report: AnonymityReply | null }): JSX.Element => {
  const { release } = useWords();
  return (
    <section class="panel" aria-labelledby="anonymity">
      <h2 id="anonymity">{release.title}</h2>
      {report === null ? (
        <p>{release.untested}</p>
      ) : (
        <>
          <p>{release.rule(report.k, report.quasiIdentifiers.join(', '))}</p>
          {report.waves.map((wave) => (
            <WavePart key={wave.wave} wave={wave} k={report.k} />
          ))}
        </>
      )}
    </section>
  );
};

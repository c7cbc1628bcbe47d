import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AgreementView, ErrorRateView, QualityReply } from '../../server/quality-api.ts';
import { Segments } from '../parts/segments.tsx';
import { useWords } from '../words/words.ts';
import { useSpokenRates } from './spoken-rates.ts';

interface DetailRow {
  readonly key: string;
  readonly name: string;
  /** What the form asks, where it is an item. */
  readonly asks: string | null;
  readonly rate: ErrorRateView;
  readonly agreement: AgreementView | null;
}

const RateCells = ({ rate }: { readonly rate: ErrorRateView }): JSX.Element => {
  const words = useWords();
  const { percent, between } = useSpokenRates();
  return (
    <>
      <td>{words.count(rate.checked)}</td>
      <td>{words.count(rate.population)}</td>
      <td data-wrong={rate.wrong > 0}>{words.count(rate.wrong)}</td>
      <td>{words.count(rate.disputed)}</td>
      <td>
        {rate.rate === null ? (
          <span class="muted">{words.quality.unchecked}</span>
        ) : (
          `${percent(rate.rate)}\u00a0%`
        )}
      </td>
      <td>{rate.rate === null ? '' : between([rate.low, rate.high])}</td>
    </>
  );
};

const KappaCells = ({ agreement }: { readonly agreement: AgreementView | null }): JSX.Element => {
  const { fixed } = useWords().quality;
  const interval = agreement?.interval ?? null;
  return (
    <>
      <td>{agreement === null || agreement.kappa === null ? '–' : fixed(agreement.kappa)}</td>
      <td>{interval === null ? '' : `${fixed(interval[0])} … ${fixed(interval[1])}`}</td>
    </>
  );
};

/** Error rates by item or by kind of mark, of the machine or of people, with agreement beside those of people. */
export const QualityDetails = ({ reply }: { readonly reply: QualityReply }): JSX.Element => {
  const words = useWords();
  const said = words.quality;
  const [whose, setWhose] = useState<'machine' | 'people'>('machine');
  const [by, setBy] = useState<'item' | 'style'>('item');
  const [sought, setSought] = useState('');
  const [onlyWrong, setOnlyWrong] = useState(false);
  const subject = reply[whose];
  const all: DetailRow[] =
    by === 'item'
      ? subject.byItem.map(({ variable, ...rate }) => ({
          key: variable,
          name: variable,
          asks: reply.items[variable] ?? null,
          rate,
          agreement: reply.agreement.byItem.find((one) => one.variable === variable) ?? null,
        }))
      : subject.byStyle.map(({ style, ...rate }) => ({
          key: style,
          name: said.styles[style],
          asks: null,
          rate,
          agreement: null,
        }));
  const isSought = ({ name, asks }: DetailRow): boolean =>
    `${name} ${asks ?? ''}`.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase());
  const rows = all.filter((row) => isSought(row) && (!onlyWrong || row.rate.wrong + row.rate.disputed > 0));
  const hasKappa = whose === 'people' && by === 'item';
  const { columns } = said;
  return (
    <section class="panel" aria-labelledby="details-title">
      <h2 id="details-title">{said.details}</h2>
      <div class="quality-filters">
        <Segments
          name="quality-whose"
          label={said.who}
          value={whose}
          choices={(['machine', 'people'] as const).map((value) => ({ value, label: said.subjects[value] }))}
          onChoose={setWhose}
        />
        <Segments
          name="quality-by"
          label={said.by}
          value={by}
          choices={(['item', 'style'] as const).map((value) => ({ value, label: said.groups[value] }))}
          onChoose={(value) => {
            setBy(value);
            setSought('');
          }}
        />
        {by === 'style' ? null : (
          <div class="setting">
            <label class="label" for="quality-find">
              {said.find}
            </label>
            <input
              id="quality-find"
              type="search"
              class="text-input"
              autocomplete="off"
              value={sought}
              onInput={(event) => setSought(event.currentTarget.value)}
            />
          </div>
        )}
        <label class="quality-only">
          <input
            type="checkbox"
            checked={onlyWrong}
            onChange={(event) => setOnlyWrong(event.currentTarget.checked)}
          />{' '}
          {said.onlyWrong}
        </label>
      </div>
      {/* Scrolls sideways where the window is narrow, so it must be reachable by keyboard. */}
      <div
        class="quality-frame"
        role="region"
        aria-label={`${said.subjects[whose]}, ${said.groups[by]}`}
        tabIndex={0}
      >
        <table class="list quality-list">
          <thead>
            <tr>
              <th scope="col">{by === 'item' ? columns.item : columns.style}</th>
              <th scope="col">{columns.checked}</th>
              <th scope="col">{columns.of}</th>
              <th scope="col">{columns.wrong}</th>
              <th scope="col">{columns.disputed}</th>
              <th scope="col">{columns.rate}</th>
              <th scope="col">{columns.between}</th>
              {hasKappa ? (
                <>
                  <th scope="col">{columns.kappa}</th>
                  <th scope="col">{columns.kappaBetween}</th>
                </>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, asks, rate, agreement }) => (
              <tr key={key}>
                <th scope="row">
                  {name}
                  {asks === null ? null : <span class="muted">{asks}</span>}
                </th>
                <RateCells rate={rate} />
                {hasKappa ? <KappaCells agreement={agreement} /> : null}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 ? <p class="muted">{said.noRows}</p> : null}
      </div>
    </section>
  );
};

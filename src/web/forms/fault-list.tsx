import type { JSX } from 'preact';
import type { LayoutFault } from '../../adopt/layout-faults.ts';
import { CheckIcon, WarningIcon } from '../parts/icons.tsx';
import { useWords } from '../words/words.ts';

/** More than that is put right before anyone reads on. */
const MOST_TOLD = 30;

/** What must be put right before the form can be used; each leads to its box. */
export const FaultList = ({
  faults,
  onGo,
}: {
  readonly faults: readonly LayoutFault[];
  readonly onGo: (fault: LayoutFault) => void;
}): JSX.Element => {
  const words = useWords();
  return (
    <section class="form-panel-part" aria-labelledby="faults-title">
      <h2 id="faults-title">{words.forms.faultsTitle(faults.length)}</h2>
      {faults.length === 0 ? (
        <p class="form-sound">
          <CheckIcon /> {words.forms.noFaults}
        </p>
      ) : (
        <ul class="form-faults">
          {faults.slice(0, MOST_TOLD).map((fault) => (
            <li key={`${fault.code} ${fault.page} ${fault.field} ${fault.box}`}>
              <WarningIcon />
              {fault.page === null ? (
                <span>{words.forms.faults[fault.code](fault.what)}</span>
              ) : (
                <button type="button" class="link-button" onClick={() => onGo(fault)}>
                  <strong>{fault.variable === '' ? words.forms.nameless : fault.variable}</strong>{' '}
                  {words.forms.faults[fault.code](fault.what)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

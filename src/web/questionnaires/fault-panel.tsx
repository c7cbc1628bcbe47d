import type { JSX } from 'preact';
import type { EditorFault } from '../../server/questionnaire-api.ts';
import { useWords } from '../words/words.ts';

/** What is wrong with the text, in its order; choosing one goes there. */
export const FaultPanel = ({
  faults,
  busy,
  onGo,
}: {
  /** Null until the text was looked at. */
  readonly faults: readonly EditorFault[] | null;
  readonly busy: boolean;
  readonly onGo: (line: number, column: number) => void;
}): JSX.Element => {
  const words = useWords().editor;
  const errors = faults?.filter(({ severity }) => severity === 'error').length ?? 0;
  const warnings = (faults?.length ?? 0) - errors;
  const said =
    faults === null
      ? words.checking
      : errors + warnings === 0
        ? words.faultsNone
        : [errors > 0 ? words.errors(errors) : null, warnings > 0 ? words.warnings(warnings) : null]
            .filter((part) => part !== null)
            .join(', ');
  return (
    <section class="editor-faults" aria-labelledby="faults-title">
      <header>
        <h2 id="faults-title">{words.faultsTitle}</h2>
        <p role="status" class="fault-count" data-errors={errors > 0} data-busy={busy}>
          {said}
        </p>
      </header>
      {errors + warnings === 0 ? null : (
        <ul>
          {faults?.map((fault) => (
            <li key={`${fault.line}:${fault.column}:${fault.what}`}>
              <button type="button" onClick={() => onGo(fault.line, fault.column)}>
                <span class="fault-place" data-severity={fault.severity}>
                  <span class="visually-hidden">
                    {words.severity[fault.severity]}. {words.at(fault.line, fault.column)}.{' '}
                  </span>
                  <span aria-hidden="true">
                    {fault.line}:{fault.column}
                  </span>
                </span>
                <span lang="en">
                  {fault.what} <span class="muted">{fault.remedy}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

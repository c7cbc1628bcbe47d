import type { JSX } from 'preact';
import type { DiagnosisReply } from '../../server/folder-api.ts';
import { WarningIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';

/** What the latest stacks say about printer, scanner and paper, and what to do about it. */
export const Diagnosis = ({ turn }: { readonly turn: number }): JSX.Element => {
  const words = useWords();
  const { reply, error, reload } = useReply<DiagnosisReply>('/api/folder/diagnosis', turn);
  const { language } = words;
  return (
    <section class="panel" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">{words.folder.diagnosisTitle}</h2>
      {error === null ? null : <Problem error={error} retry={reload} />}
      {reply === null ? <p class="muted">{words.faults.loading}</p> : null}
      {reply === null || reply.pages === 0 ? null : (
        <p class="muted">{words.folder.diagnosisOf(words.count(reply.pages))}</p>
      )}
      {reply !== null && reply.findings.length === 0 ? <p>{words.folder.diagnosisNone}</p> : null}
      {reply === null || reply.findings.length === 0 ? null : (
        <ul class="findings">
          {reply.findings.map((finding) => (
            <li key={finding.message.en} data-kind={finding.kind}>
              {finding.kind === 'act' ? <WarningIcon /> : <span aria-hidden="true" />}
              <div>
                <p class="finding-what">{finding.message[language]}</p>
                <p class="muted">{finding.remedy[language]}</p>
                {finding.kind === 'note' ? null : (
                  <p class="muted finding-where">{finding.where.slice(0, 5).join(', ')}</p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

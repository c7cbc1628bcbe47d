import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Problem } from '../parts/problem.tsx';
import { useReply } from '../parts/use-reply.ts';
import { useWords } from '../words/words.ts';
import { AsideFilter, type Shown } from './aside-filter.tsx';

const AT_FIRST = 10;
const MOST = 200;

/** What one case of the list needs: which list it stands in, and what to do once something was done about it. */
export interface CaseProps {
  readonly shown: Shown;
  readonly onSaid: (said: string) => void;
}

export interface CasePanelProps<Reply> {
  /** Names the list among those of the screen. */
  readonly name: string;
  /** Where the list is asked for. */
  readonly path: string;
  /** Changes when the list may have. */
  readonly turn: string;
  readonly words: {
    readonly title: string;
    readonly shown: string;
    readonly none: string;
    readonly noneAside: string;
  };
  /** What all of them have in common. */
  readonly text?: string | null;
  readonly children: (reply: Reply, props: CaseProps) => ComponentChildren;
}

/** Cases that wait for somebody, or that somebody has put aside: a few at first, more when asked for. */
export const CasePanel = <Reply extends { readonly total: number }>({
  name,
  path,
  turn,
  words: said,
  text = null,
  children,
}: CasePanelProps<Reply>): JSX.Element => {
  const words = useWords();
  const [limit, setLimit] = useState(AT_FIRST);
  const [shown, setShown] = useState<Shown>('to-do');
  const [done, setDone] = useState('');
  const aside = shown === 'aside' ? 'yes' : 'no';
  const { reply, error, reload } = useReply<Reply>(`${path}?limit=${limit}&aside=${aside}`, turn);
  const onSaid = (what: string): void => {
    setDone(what);
    reload();
  };
  return (
    <section class="panel" aria-labelledby={`${name}-title`}>
      <div class="panel-head">
        <h2 id={`${name}-title`}>{said.title}</h2>
        <AsideFilter name={`${name}-shown`} label={said.shown} shown={shown} onShow={setShown} />
      </div>
      {error === null ? null : <Problem error={error} retry={reload} />}
      <p role="status">{done}</p>
      {reply === null || reply.total === 0 ? (
        <p class="muted">
          {reply === null ? words.faults.loading : shown === 'aside' ? said.noneAside : said.none}
        </p>
      ) : (
        <>
          {text === null ? null : <p class="muted">{text}</p>}
          <ul class="cases">{children(reply, { shown, onSaid })}</ul>
          {reply.total > limit && limit < MOST ? (
            <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 4))}>
              {words.folder.more}
            </button>
          ) : null}
        </>
      )}
    </section>
  );
};

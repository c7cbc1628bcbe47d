import type { JSX } from 'preact';
import { Keycap } from './keycap.tsx';
import type { KeyLine } from './screen-keys.ts';

/** Keys and what they do, one line each. */
export const KeyList = ({ lines }: { readonly lines: readonly KeyLine[] }): JSX.Element => (
  <dl class="shortcuts">
    {lines.map(([keys, what]) => (
      <div key={what}>
        <dt>{keys.map((key) => (key === '…' ? <span key={key}>…</span> : <Keycap key={key} of={key} />))}</dt>
        <dd>{what}</dd>
      </div>
    ))}
  </dl>
);

import type { JSX } from 'preact';

/** The crossed box that stands for Paperline; decoration beside its name or a title. */
export const BrandMark = ({ sizePx }: { readonly sizePx: number }): JSX.Element => (
  <svg viewBox="0 0 32 32" width={sizePx} height={sizePx} aria-hidden="true" focusable="false">
    <rect class="brand-box" x="2" y="2" width="28" height="28" rx="8" />
    <path class="brand-cross" d="M10.5 10.5l11 11m0-11l-11 11" />
  </svg>
);

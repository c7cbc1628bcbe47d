import type { FieldValue } from './page-read.ts';

/**
 * How a simulated person marked a field; `nothing` where it was left alone, `erased` where a pencil mark was rubbed out,
 * with a new mark elsewhere in the field or none.
 */
export const MARK_STYLES = [
  'nothing',
  'cross',
  'tick',
  'slash',
  'fill',
  'dot',
  'circle',
  'scribble',
  'pencil',
  'overshoot',
  'two-marks',
  'corrected',
  'erased',
  'digits',
  'words',
] as const;
export type MarkStyle = (typeof MARK_STYLES)[number];

/** One line of `truth.jsonl`: what a simulated person meant on one scan page. */
export interface TruthLine {
  /** The scan's file name, relative to truth.jsonl. */
  readonly file: string;
  /** Place in the file, from 0. */
  readonly pageIndex: number;
  /** Null where the page is not one of ours (foreign, blank back). */
  readonly copy: string | null;
  readonly page: number | null;
  /** `two-marks` has null as its value: no machine may take one of them in silence. So has `erased` without a new mark. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly marks: Readonly<Record<string, MarkStyle>>;
  /** What was done to the paper and the scan, by name. */
  readonly degradations?: readonly string[];
  /** Kind of page where it is not a filled one: `blank`, `foreign`, `batch-header`, `duplicate`. */
  readonly pageKind?: 'form' | 'blank' | 'foreign' | 'batch-header' | 'duplicate';
}

/**
 * Names the reader that made a reading; stored with every page. Raise the number with every change after which the same
 * page may be read otherwise: weights, thresholds, registration, what counts as unsure. `paperline reread` then offers to
 * read again what an earlier number read. Changes of speed or of diagnostics alone do not count.
 */
export const READER_VERSION = 'paperline-reader@4';

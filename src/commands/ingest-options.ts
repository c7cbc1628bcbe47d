import type { OptionSpec } from './command.ts';

/** Settings of everything that reads an inbox. */
export const INGEST_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  inbox: { type: 'string', value: 'DIR', summary: 'an inbox elsewhere, such as a network share' },
  poll: { type: 'boolean', summary: 'look at the inbox every so often: needed on network shares' },
  readers: { type: 'string', value: 'N', summary: 'threads that read pages (default: one a core)' },
  'settle-ms': {
    type: 'string',
    value: 'MS',
    summary: 'a scan is complete when it has not grown for this long',
  },
  'target-error-rate': {
    type: 'string',
    value: 'P',
    summary: 'the share of fields that may be accepted although wrong (default 0.0001)',
  },
};

import { headFrom, headText, verifyAudit, type AuditVerdict } from '../store/audit-log.ts';
import { textOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const BECAUSE: Readonly<Record<NonNullable<AuditVerdict['broken']>['why'], string>> = {
  changed: 'its content was changed after it was written',
  unchained: 'it does not follow the entry before it',
  gap: 'it is missing',
  'cut-off': 'entries are missing at the end',
  'not-as-noted': 'it is not the entry that was noted',
};

export const auditVerify: Command = {
  name: 'audit verify',
  operands: '',
  summary:
    'Walk the chain of the audit log and say the first entry that is not as it was written. A log that somebody made ' +
    'anew as a whole shows only against a head noted earlier (--head).',
  minOperands: 0,
  maxOperands: 0,
  options: {
    head: { type: 'string', value: 'HEAD', summary: 'a head noted earlier: every export prints it' },
    json: { type: 'boolean', summary: 'print the verdict as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const noted = textOption(options, 'head');
    const verdict = await withStore(input, (store) =>
      verifyAudit(store, noted === undefined ? null : headFrom(noted)),
    );
    const { intact, entries, head, broken } = verdict;
    if (options['json'] === true) print(JSON.stringify({ ...verdict, head: headText(head) }));
    else if (broken !== null) print(`Broken at entry ${broken.number}: ${BECAUSE[broken.why]}.`);
    else print(`Intact: ${entries} entr${entries === 1 ? 'y' : 'ies'}. Head: ${headText(head)}`);
    return intact ? 0 : 1;
  },
};

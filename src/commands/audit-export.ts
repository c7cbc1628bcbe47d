import path from 'node:path';
import { auditHead, headText, linesOfAudit, recordActAlone } from '../store/audit-log.ts';
import { requiredOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';
import { writeWhole } from './write-file.ts';

export const auditExport: Command = {
  name: 'audit export',
  operands: '',
  summary:
    'Write the audit log as JSON Lines, and print its head: note it elsewhere, "audit verify --head" compares it later.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    out: { type: 'string', value: 'FILE', summary: 'the file to write' },
    json: { type: 'boolean', summary: 'print what was written as one line of JSON' },
  },
  async run(input) {
    const { options, print } = input;
    const out = path.resolve(requiredOption(options, 'out', 'audit.jsonl'));
    await withStore(input, async (store) => {
      const { number } = await auditHead(store);
      await recordActAlone(store, 'audit-exported', { entries: number + 1 });
      const head = await auditHead(store);
      await writeWhole(out, linesOfAudit(store, head));
      print(
        options['json'] === true
          ? JSON.stringify({ file: out, entries: head.number, head: headText(head) })
          : `${out}: ${head.number} entries. Head: ${headText(head)}`,
      );
    });
  },
};

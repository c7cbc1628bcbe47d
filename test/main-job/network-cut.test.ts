/** The proof that nothing needs the network, and that nothing tries to reach it. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../commands/cli.ts';
import { canCutOff, runCutOff } from './cut-off.ts';

const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs');

describe.skipIf(!canCutOff())('with the network cut (skipped where no network namespace can be made)', () => {
  it.each([
    ['a connection', `await fetch('http://192.0.2.1/').catch(() => 0)`],
    ['a connection over IPv6', `await fetch('http://[2001:db8::1]/').catch(() => 0)`],
    [
      'a packet',
      `const s = (await import('node:dgram')).createSocket('udp4'); s.send('x', 9, '192.0.2.1', () => s.close())`,
    ],
  ])('%s outward would be noticed', async (_, script) => {
    const { triedOutward } = await runCutOff([process.execPath, '--input-type=module', '-e', script], ROOT);
    expect(triedOutward).toBeGreaterThan(0);
  });

  it('the main job goes on as ever, words on paper are recognised, and nothing tries to get out', async () => {
    const files = ['test/main-job/main-job.test.ts', 'test/read/open-text.test.ts'];
    const vitest = [process.execPath, VITEST, 'run', '--config', 'test/vitest.config.ts'];
    const { status, told, triedOutward } = await runCutOff([...vitest, ...files], ROOT);
    if (status !== 0) throw new Error(told);
    expect(triedOutward).toBe(0);
  });
});

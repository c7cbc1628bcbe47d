import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPassedOver, numberedName, sanitiseName } from '../../src/operation/file-names.ts';
import { claimedFileName, newClaim, parseClaimedFileName } from '../../scanner-watch/scan-names.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
);

describe('a name made safe', () => {
  test('leads nowhere else, is never hidden, never empty, short enough, and stays as it is a second time', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = sanitiseName(name);
        expect(safe).toMatch(/^[^/\\\p{Cc}]+$/u);
        expect(safe.startsWith('.')).toBe(false);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safe.isWellFormed()).toBe(true);
        expect(sanitiseName(safe)).toBe(safe);
      }),
    );
  });

  test.each([
    ['../../etc/passwd', 'etc_passwd'],
    ['..', 'scan'],
    ['.hidden.pdf', 'hidden.pdf'],
    ['line 12, naïve 😀.pdf', 'line 12, naïve 😀.pdf'],
    ['C:\\scans\\a.pdf', 'C__scans_a.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['', 'scan'],
  ])('%j becomes %j', (name, safe) => {
    expect(sanitiseName(name)).toBe(safe);
  });

  test('comes back from the name that a claim gives', () => {
    fc.assert(
      fc.property(anyName, (given) => {
        const claimed = { claim: newClaim(), name: sanitiseName(given) };
        expect(parseClaimedFileName(claimedFileName(claimed))).toEqual(claimed);
      }),
    );
    expect(parseClaimedFileName('scan.pdf')).toBeNull();
  });
});

test('a number stands before the extension', () => {
  expect(numberedName('scan.pdf', 1)).toBe('scan.pdf');
  expect(numberedName('scan.pdf', 3)).toBe('scan (3).pdf');
  expect(numberedName('scan', 2)).toBe('scan (2)');
});

test.each(['.x.pdf', '~$a.pdf', '~a.tmp', 'a.PART', 'a.crdownload', 'Thumbs.db', 'a.pdf.filepart'])(
  '%s is passed over',
  (name) => {
    expect(isPassedOver(name)).toBe(true);
  },
);
test.each(['a.pdf', 'a.part.pdf', 'tmp', 'a~.pdf'])('%s is taken', (name) => {
  expect(isPassedOver(name)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { locatePart } from '../../src/questionnaire/part-location.ts';

const FILE = `survey: short
title: { nl: Kort }
sections:
  - items:
      - variable: age
        question: { nl: "Hoe oud?" }
      - question: { nl: "Welk cijfer?" }
        rows:
          mark_seat: { nl: zitplaats }
      - id: marks
        question: { nl: "Letter 漢" }
privacy:
  url: https://example.org
`;

describe('where a part of a questionnaire stands', () => {
  it.each([
    [{ item: 'age' }, { line: 5, column: 9 }],
    [{ item: 'marks' }, { line: 10, column: 9 }],
    [{ item: 'mark_seat-grid' }, { line: 9, column: 11 }],
    [{ key: 'privacy' }, { line: 12, column: 1 }],
    [{ words: '漢' }, { line: 11, column: 33 }],
    [{ item: 'nowhere' }, { line: 1, column: 1 }],
    [null, { line: 1, column: 1 }],
  ] as const)('%j', (part, place) => {
    expect(locatePart(FILE, part)).toEqual(place);
  });
});

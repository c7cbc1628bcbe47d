import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../src/review/personal-data/find-personal-data.ts';
import type { CategoryView } from '../../src/server/text-api.ts';
import { cellsOf, digitsIn, doubtfulCell, othersByCell } from '../../src/web/review/digit-cells.ts';
import { assignDigits, choicesFor } from '../../src/web/texts/category-choices.ts';
import { pieceToCut } from '../../src/web/texts/piece-to-cut.ts';

describe('the piece that one key cuts out', () => {
  const text = 'Groeten van Jan de Vries, bel 06-12345678 nu';
  const marks = findPersonalData(text);
  const cut = (start: number, end: number, isOwn = true): string | null => {
    const piece = pieceToCut(text, marks, { start, end }, isOwn);
    return piece === null ? null : `${piece.kind}: ${text.slice(piece.start, piece.end)}`;
  };

  it('is the mark at the cursor, else the first one', () => {
    expect(cut(0, 0)).toBe('name: Jan de Vries');
    expect(cut(32, 32)).toBe('phone: 06-12345678');
    expect(cut(text.length, text.length)).toBe('name: Jan de Vries');
  });

  it('is the first mark where nobody selected anything, although all is selected', () => {
    expect(cut(0, text.length, false)).toBe('name: Jan de Vries');
  });

  it('is what somebody selected, without the blanks around it, with the whole of a mark that it touches', () => {
    expect(cut(0, 8)).toBe('other: Groeten');
    expect(cut(12, 15)).toBe('name: Jan de Vries');
    expect(cut(26, 33)).toBe('phone: bel 06-12345678');
    expect(cut(7, 8)).toBeNull();
  });

  it('is nothing where nothing is marked or selected', () => {
    expect(pieceToCut('Meer bussen', [], { start: 3, end: 3 }, true)).toBeNull();
  });
});

describe('digits in their cells', () => {
  const other = (value: string, confidence = 0.2) => ({ value, confidence });

  it('finds the cell of most doubt, and what else was seen in each', () => {
    expect(doubtfulCell('41', [other('47'), other('91', 0.1)])).toBe(1);
    expect(othersByCell('41', [other('47'), other('91', 0.1), other('97', 0.01)], 3)).toEqual([
      ['9'],
      ['7'],
      [],
    ]);
  });

  it('doubts no cell where no other reading can be laid over it', () => {
    expect(doubtfulCell('41', [])).toBeNull();
    expect(doubtfulCell('41', [other('4'), { value: null, confidence: 0.3 }])).toBeNull();
    expect(doubtfulCell('41', [other('41')])).toBeNull();
    expect(doubtfulCell('', [other('')])).toBeNull();
    expect(othersByCell('41', [other('411')], 3)).toEqual([[], [], []]);
  });

  it('takes the digits out of what was pasted', () => {
    expect(digitsIn(' 01-12-2026 ')).toBe('01122026');
    expect(digitsIn('８:15')).toBe('815');
    expect(digitsIn('acht')).toBe('');
    expect(cellsOf('42', 3)).toEqual(['4', '2', '']);
  });
});

describe('the categories that are offered', () => {
  const category = (id: number, label: string, answers: number): CategoryView => ({
    id,
    code: id,
    label,
    answers,
  });
  const categories = [category(1, 'Prijs', 2), category(2, 'Drukte', 9), category(3, 'Te druk in de bus', 1)];
  const offered = (typed: string): string[] =>
    choicesFor(typed, categories).map((choice) =>
      choice.kind === 'take' ? choice.category.label : `+ ${choice.label}`,
    );

  it('begin with what was typed, then hold it; last, it can be made', () => {
    expect(offered('dr')).toEqual(['Drukte', 'Te druk in de bus', '+ dr']);
    expect(offered(' DRUKTE')).toEqual(['Drukte']);
    expect(offered('Personeel  aardig ')).toEqual(['+ Personeel aardig']);
    expect(offered('  ')).toEqual([]);
  });

  it('keep their keys while others are used more', () => {
    const first = assignDigits(categories, []);
    expect(first.slice(0, 4)).toEqual([2, 1, 3, null]);
    const used = categories.map((each) => (each.id === 3 ? { ...each, answers: 99 } : each));
    expect(assignDigits(used, first)).toEqual(first);
    const without = assignDigits([...used.slice(0, 1), category(4, 'Nieuw', 0)], first);
    expect(without.slice(0, 3)).toEqual([4, 1, null]);
  });

  it('have every key once, whatever comes and goes', () => {
    const frame = fc.uniqueArray(fc.nat(20), { maxLength: 15 });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), (frames) => {
        let digits: (number | null)[] = [];
        for (const ids of frames) {
          digits = assignDigits(
            ids.map((id) => category(id, String(id), id)),
            digits,
          );
          const given = digits.filter((id) => id !== null);
          expect(new Set(given).size).toBe(given.length);
          expect(given.every((id) => ids.includes(id))).toBe(true);
          expect(given).toHaveLength(Math.min(9, ids.length));
        }
      }),
    );
  });
});

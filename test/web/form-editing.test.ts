import { describe, expect, it } from 'vitest';
import { findLayoutFaults } from '../../src/adopt/layout-faults.ts';
import type { Layout } from '../../src/domain/layout.ts';
import {
  addBox,
  changeKind,
  divideBox,
  editedFormOf,
  joinBoxes,
  layoutOfEdited,
  moveBoxes,
  removeBoxes,
  renumberCodes,
  resizeBoxes,
  splitBoxes,
  type EditedForm,
} from '../../src/web/forms/form-editing.ts';

const rect = (x: number, y: number, width = 5) => ({ x, y, width, height: 5 });
const layout: Layout = {
  schema: 'paperline/layout@1',
  form: 'bus',
  survey: 'bus',
  language: 'nl',
  paper: { widthMm: 210, heightMm: 297 },
  pages: [
    {
      page: 1,
      registrationMarks: [],
      pageCodes: [],
      reference: { file: 'blank-1.png', dpi: 200 },
      fields: [
        {
          variable: 'seat',
          kind: 'choice',
          multiple: false,
          boxes: [1, 2, 3].map((code) => ({ code: String(code), rectMm: rect(20 + 10 * code, 20) })),
        },
        {
          variable: 'age',
          kind: 'digits',
          cells: [rect(30, 40), rect(36, 40)],
          rule: { type: 'number', min: 6, max: 99 },
        },
        { variable: 'remark', kind: 'text', rectMm: rect(30, 60, 80) },
      ],
    },
    {
      page: 2,
      registrationMarks: [],
      pageCodes: [],
      fields: [{ variable: 'more', kind: 'text', rectMm: rect(30, 60) }],
    },
  ],
};

const form = editedFormOf(layout);
const idsOf = (variable: string, now: EditedForm = form): number[] =>
  now.fields.find((field) => field.variable === variable)?.boxes.map(({ id }) => id) ?? [];
const said = (now: EditedForm) => layoutOfEdited(layout, now).pages[0]?.fields;

describe('editing an adopted form', () => {
  it('gives back what it was given', () => {
    expect(layoutOfEdited(layout, form)).toEqual(layout);
    expect(findLayoutFaults(layout)).toEqual([]);
  });

  it('moves and resizes the boxes that are meant, and no other', () => {
    const [first = 0] = idsOf('seat');
    const moved = moveBoxes(form, new Set([first]), { x: 0.25, y: -1 });
    const grown = resizeBoxes(moved, new Set([first]), { x: -9, y: 1 });
    expect(grown.fields[0]?.boxes[0]?.rectMm).toEqual({ x: 30.25, y: 19, width: 0, height: 6 });
    expect(grown.fields[0]?.boxes[1]).toBe(form.fields[0]?.boxes[1]);
    expect(findLayoutFaults(layoutOfEdited(layout, grown))).toMatchObject([
      { code: 'box-small', page: 1, box: 0 },
    ]);
  });

  it('joins boxes into the first one’s field, with codes that no other box has', () => {
    const [seat = 0] = idsOf('seat');
    const joined = joinBoxes(form, new Set([seat, ...idsOf('age'), ...idsOf('more')]));
    expect(said(joined)?.map(({ variable }) => variable)).toEqual(['seat', 'remark']);
    expect(said(joined)?.[0]).toMatchObject({ boxes: ['1', '2', '3', '4', '5'].map((code) => ({ code })) });
    // Another page's boxes stay there.
    expect(idsOf('more', joined)).toEqual(idsOf('more'));
  });

  it('splits some boxes off, and all of a field into one each', () => {
    const [one = 0, two = 0] = idsOf('seat');
    expect(said(splitBoxes(form, new Set([one, two])))?.map(({ variable }) => variable)).toEqual([
      'seat',
      'seat_2',
      'age',
      'remark',
    ]);
    const apart = splitBoxes(form, new Set(idsOf('seat')));
    expect(
      apart.fields.filter(({ variable }) => variable.startsWith('seat')).map(({ boxes }) => boxes.length),
    ).toEqual([1, 1, 1]);
    expect(new Set(apart.fields.flatMap(({ boxes }) => boxes.map(({ id }) => id))).size).toBe(7);
  });

  it('turns one kind into another', () => {
    const age = form.fields.find(({ variable }) => variable === 'age')?.id ?? 0;
    expect(said(changeKind(form, age, 'multiple'))?.[1]).toMatchObject({
      kind: 'choice',
      multiple: true,
      boxes: [{ code: '1' }, { code: '2' }],
    });
    expect(said(changeKind(form, age, 'text'))?.[1]).toMatchObject({ kind: 'text', cells: [{}, {}] });
  });

  it('divides a line into cells, adds a box, takes boxes and empty fields away, numbers codes', () => {
    const [remark = 0] = idsOf('remark');
    const divided = divideBox(form, remark, 4);
    expect(said(divided)?.[2]).toMatchObject({ cells: [30, 50, 70, 90].map((x) => ({ x, width: 20 })) });
    const added = addBox(form, 1, rect(100, 100));
    expect(added.fields.at(-1)).toMatchObject({
      page: 1,
      variable: 'question',
      boxes: [{ id: form.nextId + 1 }],
    });
    expect(addBox(added, 1, rect(120, 100)).fields.at(-1)?.variable).toBe('question_2');
    expect(said(removeBoxes(form, new Set(idsOf('age'))))?.map(({ variable }) => variable)).toEqual([
      'seat',
      'remark',
    ]);
    const [first = 0] = idsOf('seat');
    const shifted = moveBoxes(form, new Set([first]), { x: 100, y: 0 });
    const numbered = renumberCodes(shifted, shifted.fields[0]?.id ?? 0, 1);
    expect(numbered.fields[0]?.boxes.map(({ id, code }) => [id, code])).toEqual([
      [first + 1, '1'],
      [first + 2, '2'],
      [first, '3'],
    ]);
  });
});

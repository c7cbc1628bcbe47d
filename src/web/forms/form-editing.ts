/** What a person does to the proposal of an adopted form. Pure: every change makes a new form, so that it can be undone. */
import type { RectMm } from '../../domain/geometry.ts';
import type { DigitRule, Layout, LayoutField } from '../../domain/layout.ts';

/** `single` and `multiple`: boxes to mark, of which one or several may be; `digits`: a cell each; `text`: words. */
export type FieldKind = 'single' | 'multiple' | 'digits' | 'text';

export interface EditedBox {
  readonly id: number;
  /** What a mark in it means; empty for a cell. */
  readonly code: string;
  readonly rectMm: RectMm;
}

export interface EditedField {
  readonly id: number;
  readonly page: number;
  readonly variable: string;
  readonly kind: FieldKind;
  readonly boxes: readonly EditedBox[];
  /** Of digits, kept as it came. */
  readonly rule?: DigitRule | undefined;
}

export interface EditedForm {
  readonly survey: string;
  readonly language: string;
  readonly fields: readonly EditedField[];
  readonly nextId: number;
}

const hasCodes = (kind: FieldKind): boolean => kind === 'single' || kind === 'multiple';

const partsOf = (field: LayoutField): readonly { readonly code: string; readonly rectMm: RectMm }[] => {
  if (field.kind === 'choice') return field.boxes;
  const rects =
    field.kind === 'text' && field.cells === undefined && field.rectMm !== undefined
      ? [field.rectMm]
      : (field.cells ?? []);
  return rects.map((rectMm) => ({ code: '', rectMm }));
};

export const editedFormOf = (layout: Layout): EditedForm => {
  let nextId = 1;
  const fields = layout.pages.flatMap(({ page, fields: printed }) =>
    printed.map((field): EditedField => ({
      id: nextId++,
      page,
      variable: field.variable,
      kind: field.kind === 'choice' ? (field.multiple ? 'multiple' : 'single') : field.kind,
      boxes: partsOf(field).map(({ code, rectMm }) => ({ id: nextId++, code, rectMm })),
      ...(field.kind === 'digits' && field.rule !== undefined ? { rule: field.rule } : {}),
    })),
  );
  return { survey: layout.survey, language: layout.language, fields, nextId };
};

const layoutFieldOf = ({ variable, kind, boxes, rule }: EditedField): LayoutField => {
  const rects = boxes.map(({ rectMm }) => rectMm);
  if (kind === 'digits') {
    return { variable, kind, cells: rects, ...(rule === undefined ? {} : { rule }) };
  }
  if (kind === 'text') {
    const [first, ...others] = rects;
    return others.length === 0 && first !== undefined
      ? { variable, kind, rectMm: first }
      : { variable, kind, cells: rects };
  }
  return {
    variable,
    kind: 'choice',
    multiple: kind === 'multiple',
    boxes: boxes.map(({ code, rectMm }) => ({ code, rectMm })),
  };
};

/** The layout with what was changed; fields stand in it as they do in the form, page by page. */
export const layoutOfEdited = (layout: Layout, form: EditedForm): Layout => ({
  ...layout,
  survey: form.survey,
  language: form.language,
  pages: layout.pages.map((page) => ({
    ...page,
    fields: form.fields.filter((field) => field.page === page.page).map(layoutFieldOf),
  })),
});

export const fieldOfBox = (form: EditedForm, box: number): EditedField | undefined =>
  form.fields.find(({ boxes }) => boxes.some(({ id }) => id === box));

const roundMm = (value: number): number => Math.round(value * 1000) / 1000;
export const roundRect = ({ x, y, width, height }: RectMm): RectMm => ({
  x: roundMm(x),
  y: roundMm(y),
  width: roundMm(width),
  height: roundMm(height),
});

export const changeField = (
  form: EditedForm,
  id: number,
  change: Partial<Pick<EditedField, 'variable' | 'kind' | 'boxes'>>,
): EditedForm => ({
  ...form,
  fields: form.fields.map((field) => (field.id === id ? { ...field, ...change } : field)),
});

/** Boxes without a code, or with one that is taken, get the next free number. */
const withCodes = (boxes: readonly EditedBox[]): EditedBox[] => {
  const taken = new Set<string>();
  const given = boxes.map((box) => {
    const isFree = box.code !== '' && !taken.has(box.code);
    taken.add(box.code);
    return isFree ? box : { ...box, code: '' };
  });
  let next = 1;
  return given.map((box) => {
    if (box.code !== '') return box;
    while (taken.has(String(next))) next++;
    taken.add(String(next));
    return { ...box, code: String(next) };
  });
};

export const changeKind = (form: EditedForm, id: number, kind: FieldKind): EditedForm => {
  const field = form.fields.find((candidate) => candidate.id === id);
  if (field === undefined) return form;
  const boxes = hasCodes(kind) ? withCodes(field.boxes) : field.boxes;
  return changeField(form, id, { kind, boxes });
};

export const changeBox = (
  form: EditedForm,
  id: number,
  change: Partial<Pick<EditedBox, 'code' | 'rectMm'>>,
): EditedForm => ({
  ...form,
  fields: form.fields.map((field) => ({
    ...field,
    boxes: field.boxes.map((box) => (box.id === id ? { ...box, ...change } : box)),
  })),
});

const mapRects = (
  form: EditedForm,
  ids: ReadonlySet<number>,
  change: (rect: RectMm) => RectMm,
): EditedForm => ({
  ...form,
  fields: form.fields.map((field) => ({
    ...field,
    boxes: field.boxes.map((box) =>
      ids.has(box.id) ? { ...box, rectMm: roundRect(change(box.rectMm)) } : box,
    ),
  })),
});

export const moveBoxes = (
  form: EditedForm,
  ids: ReadonlySet<number>,
  byMm: { readonly x: number; readonly y: number },
): EditedForm => mapRects(form, ids, (rect) => ({ ...rect, x: rect.x + byMm.x, y: rect.y + byMm.y }));

/** Their right and lower edges move. */
export const resizeBoxes = (
  form: EditedForm,
  ids: ReadonlySet<number>,
  byMm: { readonly x: number; readonly y: number },
): EditedForm =>
  mapRects(form, ids, (rect) => ({
    ...rect,
    width: Math.max(0, rect.width + byMm.x),
    height: Math.max(0, rect.height + byMm.y),
  }));

/** A field that has no box left goes with its last one. */
export const removeBoxes = (form: EditedForm, ids: ReadonlySet<number>): EditedForm => ({
  ...form,
  fields: form.fields
    .map((field) => ({ ...field, boxes: field.boxes.filter(({ id }) => !ids.has(id)) }))
    .filter(({ boxes }) => boxes.length > 0),
});

/** Boxes in one line differ by no more. */
const IN_LINE_MM = 2;
const inReadingOrder = ({ rectMm: one }: EditedBox, { rectMm: other }: EditedBox): number =>
  Math.abs(one.y - other.y) > IN_LINE_MM ? one.y - other.y : one.x - other.x;

const freeName = (form: EditedForm, wanted: string): string => {
  const taken = new Set(form.fields.map(({ variable }) => variable.toLowerCase()));
  let name = wanted;
  for (let k = 2; taken.has(name.toLowerCase()); k++) name = `${wanted}_${k}`;
  return name;
};

/** The boxes become one field: that of the first of them, which keeps its name and kind. Of one page alone. */
export const joinBoxes = (form: EditedForm, ids: ReadonlySet<number>): EditedForm => {
  const into = form.fields.find(({ boxes }) => boxes.some(({ id }) => ids.has(id)));
  if (into === undefined) return form;
  const boxes = form.fields
    .filter(({ page }) => page === into.page)
    .flatMap((field) => field.boxes.filter(({ id }) => ids.has(id) || field === into))
    .sort(inReadingOrder);
  const joined = new Set(boxes.map(({ id }) => id));
  return {
    ...form,
    fields: form.fields
      .map((field) =>
        field === into
          ? { ...field, boxes: hasCodes(field.kind) ? withCodes(boxes) : boxes }
          : { ...field, boxes: field.boxes.filter(({ id }) => !joined.has(id)) },
      )
      .filter((field) => field.boxes.length > 0),
  };
};

/** The boxes leave their field for a new one; where they are all of it, each becomes a field of its own. */
export const splitBoxes = (form: EditedForm, ids: ReadonlySet<number>): EditedForm => {
  let { nextId } = form;
  const named = { ...form, fields: [...form.fields] };
  const fields = form.fields.flatMap((field): EditedField[] => {
    const leaving = field.boxes.filter(({ id }) => ids.has(id));
    const staying = field.boxes.filter(({ id }) => !ids.has(id));
    if (leaving.length === 0 || field.boxes.length === 1) return [field];
    const groups = staying.length === 0 ? leaving.slice(1).map((box) => [box]) : [leaving];
    const kept = staying.length === 0 ? leaving.slice(0, 1) : staying;
    const made = groups.map((boxes): EditedField => {
      const apart = { ...field, id: nextId++, variable: freeName(named, field.variable), boxes };
      named.fields.push(apart);
      return apart;
    });
    return [{ ...field, boxes: kept }, ...made];
  });
  return { ...form, fields, nextId };
};

/** Puts one rectangle in `parts` cells of the same width. */
export const divideBox = (form: EditedForm, id: number, parts: number): EditedForm => {
  let { nextId } = form;
  const fields = form.fields.map((field) => {
    if (!field.boxes.some((box) => box.id === id)) return field;
    const boxes = field.boxes.flatMap((box): EditedBox[] => {
      if (box.id !== id) return [box];
      const width = box.rectMm.width / parts;
      return Array.from({ length: parts }, (_, at) => ({
        id: at === 0 ? box.id : nextId++,
        code: at === 0 ? box.code : '',
        rectMm: roundRect({ ...box.rectMm, x: box.rectMm.x + at * width, width }),
      }));
    });
    return { ...field, boxes: hasCodes(field.kind) ? withCodes(boxes) : boxes };
  });
  return { ...form, fields, nextId };
};

/** Codes in reading order, from `first` on. */
export const renumberCodes = (form: EditedForm, id: number, first: number): EditedForm => {
  const field = form.fields.find((candidate) => candidate.id === id);
  if (field === undefined) return form;
  const boxes = [...field.boxes]
    .sort(inReadingOrder)
    .map((box, at) => ({ ...box, code: String(first + at) }));
  return changeField(form, id, { boxes });
};

/** A new field of one box; the new box's id is `nextId + 1` of the form before. */
export const addBox = (form: EditedForm, page: number, rectMm: RectMm): EditedForm => ({
  ...form,
  fields: [
    ...form.fields,
    {
      id: form.nextId,
      page,
      variable: freeName(form, 'question'),
      kind: 'single',
      boxes: [{ id: form.nextId + 1, code: '1', rectMm: roundRect(rectMm) }],
    },
  ],
  nextId: form.nextId + 2,
});

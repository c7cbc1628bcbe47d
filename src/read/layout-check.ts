import { PaperlineError } from '../domain/errors.ts';
import { centreOfRectMm, type RectMm } from '../domain/geometry.ts';
import type { Layout, LayoutField, LayoutPage } from '../domain/layout.ts';

/** Smaller than this nobody can mark it and no scanner resolves it. */
const LEAST_SIDE_MM = 0.5;
/** What a rectangle may reach over the paper's edge by rounding. */
const EDGE_SLACK_MM = 0.05;
/** A page needs three marks to be placed; four are printed so that one may be lost. */
const LEAST_MARKS = 3;
/** Marks must miss their own place under every turn by this much, or rotation cannot be told from them. */
const LEAST_ASYMMETRY_MM = 2;

const describeRect = (rect: RectMm): string =>
  `x ${rect.x}, y ${rect.y}, width ${rect.width}, height ${rect.height} mm`;

const rectsOf = (field: LayoutField): { readonly what: string; readonly rectMm: RectMm }[] => {
  if (field.kind === 'choice') {
    return field.boxes.map((box) => ({ what: `box "${box.code}"`, rectMm: box.rectMm }));
  }
  const cells = field.cells ?? [];
  const named = cells.map((rectMm, k) => ({ what: `cell ${k + 1}`, rectMm }));
  return field.kind === 'text' && field.rectMm !== undefined
    ? [...named, { what: 'text area', rectMm: field.rectMm }]
    : named;
};

/** Centres of the marks turned by quarter turns about the middle of the paper (half turns where it is not square). */
const turned = (page: LayoutPage, layout: Layout, halfTurns: boolean) => {
  const { widthMm, heightMm } = layout.paper;
  return page.registrationMarks.map(({ rectMm }) => {
    const { x, y } = centreOfRectMm(rectMm);
    return halfTurns
      ? { x: widthMm - x, y: heightMm - y }
      : { x: widthMm / 2 - (y - heightMm / 2), y: heightMm / 2 + (x - widthMm / 2) };
  });
};

const looksSame = (page: LayoutPage, layout: Layout, halfTurns: boolean): boolean =>
  turned(page, layout, halfTurns).every((point) =>
    page.registrationMarks.some(({ rectMm }) => {
      const centre = centreOfRectMm(rectMm);
      return Math.hypot(centre.x - point.x, centre.y - point.y) < LEAST_ASYMMETRY_MM;
    }),
  );

/**
 * Refuses a layout that no page can be read with: throws a `layout-invalid` PaperlineError that names the page, the
 * variable and the rectangle. `hasReference` says for which pages an image of the blank page is at hand.
 */
export const checkLayout = (layout: Layout, hasReference: (page: number) => boolean): void => {
  const { widthMm, heightMm } = layout.paper;
  const refuse = (page: number, what: string, remedy: string): never => {
    throw new PaperlineError({
      code: 'layout-invalid',
      message: `The layout of form ${layout.form} (${layout.survey}, ${layout.language}) does not fit: page ${page}, ${what}.`,
      remedy,
    });
  };
  const checkRect = (page: number, what: string, rect: RectMm): void => {
    const numbers = [rect.x, rect.y, rect.width, rect.height];
    if (numbers.some((value) => !Number.isFinite(value))) {
      refuse(page, `${what} has a length that is not a number`, 'Give x, y, width and height in mm.');
    }
    if (rect.width < LEAST_SIDE_MM || rect.height < LEAST_SIDE_MM) {
      refuse(
        page,
        `${what} is smaller than ${LEAST_SIDE_MM} mm (${describeRect(rect)})`,
        'Give every rectangle the width and height that it has on paper, in mm.',
      );
    }
    if (
      rect.x < -EDGE_SLACK_MM ||
      rect.y < -EDGE_SLACK_MM ||
      rect.x + rect.width > widthMm + EDGE_SLACK_MM ||
      rect.y + rect.height > heightMm + EDGE_SLACK_MM
    ) {
      refuse(
        page,
        `${what} lies off the paper of ${widthMm} x ${heightMm} mm (${describeRect(rect)})`,
        'Measure from the top-left corner of the page in mm, and check the size of the paper.',
      );
    }
  };
  const numbers = new Set<number>();
  for (const page of layout.pages) {
    if (numbers.has(page.page)) {
      refuse(page.page, 'it is there twice', 'Number the pages 1, 2, 3 and so on, each once.');
    }
    numbers.add(page.page);
    page.registrationMarks.forEach((mark, k) => {
      checkRect(page.page, `registration mark ${k + 1}`, mark.rectMm);
    });
    page.pageCodes.forEach((code, k) => {
      checkRect(page.page, `page code ${k + 1}`, code.rectMm);
    });
    const variables = new Set<string>();
    for (const field of page.fields) {
      if (variables.has(field.variable)) {
        refuse(
          page.page,
          `variable "${field.variable}" is there twice`,
          'Give every field a variable of its own.',
        );
      }
      variables.add(field.variable);
      for (const { what, rectMm } of rectsOf(field)) {
        checkRect(page.page, `${what} of variable "${field.variable}"`, rectMm);
      }
    }
    const marks = page.registrationMarks.length;
    if (marks === 0 && hasReference(page.page)) continue;
    if (marks < LEAST_MARKS) {
      refuse(
        page.page,
        `it has ${marks} registration marks and no image of the blank page`,
        'A page needs four registration marks (three at the least), or a reference image of the blank page.',
      );
    }
    const isSquare = Math.abs(widthMm - heightMm) < LEAST_ASYMMETRY_MM;
    if (looksSame(page, layout, true) || (isSquare && looksSame(page, layout, false))) {
      refuse(
        page.page,
        'its registration marks look the same when the page is turned, so that its rotation cannot be told',
        `Move one of the marks by more than ${LEAST_ASYMMETRY_MM} mm.`,
      );
    }
  }
};

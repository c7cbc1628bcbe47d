import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPaperlineError } from '../../src/domain/errors.ts';
import type { RectMm } from '../../src/domain/geometry.ts';
import { centreOfRectMm, growRectMm } from '../../src/domain/geometry.ts';
import type { Layout, LayoutField, LayoutPage } from '../../src/domain/layout.ts';
import { layoutSchema } from '../../src/domain/layout.ts';
import { composeForm } from '../../src/print/form-composition.ts';
import {
  BOX_GAP_MM,
  BOX_MM,
  CLEAR_MM,
  FRAME_MM,
  QUIET_MM,
  SIDE_MARGIN_MM,
} from '../../src/print/measures.ts';
import type { Item, Questionnaire } from '../../src/questionnaire/questionnaire.ts';
import { itemsOf } from '../../src/questionnaire/questionnaire.ts';
import { generatedQuestionnaire } from './generated-questionnaires.ts';
import { both, sampleQuestionnaire, sampleVariables } from './sample-questionnaire.ts';

const boxesOf = (page: LayoutPage): RectMm[] =>
  page.fields.flatMap((field) => (field.kind === 'choice' ? field.boxes.map((box) => box.rectMm) : []));

const rectsOf = (field: LayoutField): RectMm[] =>
  field.kind === 'choice'
    ? field.boxes.map((box) => box.rectMm)
    : field.kind === 'digits'
      ? field.cells
      : [...(field.rectMm === undefined ? [] : [field.rectMm]), ...(field.cells ?? [])];

/** Distance between two upright rectangles, 0 where they touch or overlap. */
const distanceMm = (a: RectMm, b: RectMm): number =>
  Math.hypot(
    Math.max(0, a.x - (b.x + b.width), b.x - (a.x + a.width)),
    Math.max(0, a.y - (b.y + b.height), b.y - (a.y + a.height)),
  );

/** The least distance between rectangles of different groups. */
const nearestMm = (groups: readonly (readonly RectMm[])[]): number => {
  let nearest = Infinity;
  groups.forEach((group, index) => {
    for (const other of groups.slice(index + 1)) {
      for (const a of group) for (const b of other) nearest = Math.min(nearest, distanceMm(a, b));
    }
  });
  return nearest;
};

const variablesOf = (items: readonly Item[]): string[] =>
  items.flatMap((item) =>
    item.kind === 'grid'
      ? item.rows.map((row) => row.variable)
      : item.kind === 'choice'
        ? [item.variable, ...item.options.flatMap((option) => option.other?.variable ?? [])]
        : [item.variable],
  );

/** The eight ways to turn and mirror a page, on points whose coordinates run from -0.5 to 0.5 of the page. */
const SYMMETRIES: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [-x, y],
  (x, y) => [x, -y],
  (x, y) => [-x, -y],
  (x, y) => [y, x],
  (x, y) => [-y, x],
  (x, y) => [y, -x],
  (x, y) => [-y, -x],
];

const markPoints = (layout: Layout, page: LayoutPage): (readonly [number, number])[] =>
  page.registrationMarks.map(({ rectMm }) => {
    const centre = centreOfRectMm(rectMm);
    return [centre.x / layout.paper.widthMm - 0.5, centre.y / layout.paper.heightMm - 0.5] as const;
  });

/** Null where the questionnaire is too large for its paper, which is a right answer too. */
const composeOrRefuse = (questionnaire: Questionnaire): Layout | null => {
  try {
    return composeForm(questionnaire, 'nl').layout;
  } catch (error) {
    if (isPaperlineError(error) && error.code === 'questionnaire-does-not-fit') return null;
    throw error;
  }
};

const property = (check: (layout: Layout, questionnaire: Questionnaire) => void): void => {
  let composed = 0;
  fc.assert(
    fc.property(generatedQuestionnaire, (questionnaire) => {
      const layout = composeOrRefuse(questionnaire);
      if (layout === null) return;
      composed++;
      check(layout, questionnaire);
    }),
    { numRuns: 60 },
  );
  expect(composed).toBeGreaterThan(40);
};

describe('any questionnaire', () => {
  test('fills every variable in exactly one place, in printed order, and the layout is valid', () =>
    property((layout, questionnaire) => {
      layoutSchema.parse(layout);
      const printed = layout.pages.flatMap((page) => page.fields.map((field) => field.variable));
      expect(printed).toEqual(variablesOf(itemsOf(questionnaire)));
    }));

  test('keeps boxes apart, inside the margins and away from marks and codes', () =>
    property((layout) => {
      for (const page of layout.pages) {
        expect(nearestMm(boxesOf(page).map((rect) => [rect]))).toBeGreaterThanOrEqual(BOX_GAP_MM - 2e-3);
        const answers = page.fields.flatMap(rectsOf);
        const kept = [
          ...page.registrationMarks.map(({ rectMm }) => growRectMm(rectMm, 3)),
          ...page.pageCodes.map(({ rectMm }) => growRectMm(rectMm, QUIET_MM)),
          ...page.pageCodes.flatMap(({ textRectMm }) => textRectMm ?? []),
        ];
        if (answers.length === 0) continue;
        expect(Math.min(...answers.map((rect) => rect.x))).toBeGreaterThanOrEqual(SIDE_MARGIN_MM);
        expect(Math.max(...answers.map((rect) => rect.x + rect.width))).toBeLessThanOrEqual(
          layout.paper.widthMm - SIDE_MARGIN_MM + 1e-3,
        );
        expect(Math.min(...kept.flatMap((a) => answers.map((b) => distanceMm(a, b))))).toBeGreaterThan(0);
        // Different fields never share paper.
        expect(nearestMm(page.fields.map(rectsOf))).toBeGreaterThan(0);
      }
    }));

  test('gives every option of an item a box of the same size, with its code', () =>
    property((layout, questionnaire) => {
      const fields = new Map(
        layout.pages.flatMap((page) => page.fields.map((field) => [field.variable, field])),
      );
      for (const item of itemsOf(questionnaire)) {
        if (item.kind !== 'choice') continue;
        const field = fields.get(item.variable);
        expect(field?.kind === 'choice' && field.boxes.map((box) => box.code)).toEqual(
          item.options.map((option) => option.code),
        );
        for (const rect of field === undefined ? [] : rectsOf(field)) {
          expect([rect.width, rect.height]).toEqual([BOX_MM, BOX_MM]);
        }
      }
    }));

  test('draws no line through a box or in the clear paper around it', () =>
    fc.assert(
      fc.property(generatedQuestionnaire, (questionnaire) => {
        if (composeOrRefuse(questionnaire) === null) return;
        const composed = composeForm(questionnaire, 'nl');
        composed.pages.forEach((page, index) => {
          const boxes = boxesOf(composed.layout.pages[index] as LayoutPage);
          const lines = page.drawings.flatMap((drawing): RectMm[] => {
            if (drawing.kind !== 'line') return [];
            const [x1, y1] = drawing.fromMm;
            const [x2, y2] = drawing.toMm;
            const rect = {
              x: Math.min(x1, x2),
              y: Math.min(y1, y2),
              width: Math.abs(x2 - x1),
              height: Math.abs(y2 - y1),
            };
            return [growRectMm(rect, drawing.lineMm / 2)];
          });
          const nearest = Math.min(
            Infinity,
            ...boxes.flatMap((box) => lines.map((line) => distanceMm(growRectMm(box, FRAME_MM / 2), line))),
          );
          expect(nearest).toBeGreaterThanOrEqual(CLEAR_MM - 2e-3);
        });
      }),
      { numRuns: 25 },
    ));
});

describe('registration marks', () => {
  test.each(['A4', 'Letter'] as const)(
    'are like themselves under no rotation or mirroring of %s',
    (paper) => {
      const { layout } = composeForm({ ...sampleQuestionnaire, paper }, 'nl');
      for (const page of layout.pages) {
        const points = markPoints(layout, page);
        expect(points).toHaveLength(4);
        for (const [index, turn] of SYMMETRIES.entries()) {
          const turned = points.map(([x, y]) => turn(x, y));
          const furthest = Math.max(
            ...turned.map(([x, y]) => Math.min(...points.map(([px, py]) => Math.hypot(x - px, y - py)))),
          );
          if (index === 0) expect(furthest).toBe(0);
          else expect(furthest).toBeGreaterThan(0.05);
        }
      }
    },
  );

  test('stand at least 6 mm from the edge of the paper', () => {
    const { layout } = composeForm(sampleQuestionnaire, 'nl');
    for (const { rectMm } of layout.pages.flatMap((page) => page.registrationMarks)) {
      const edges = [rectMm.x, rectMm.y, 210 - rectMm.x - rectMm.width, 297 - rectMm.y - rectMm.height];
      expect(Math.min(...edges)).toBeGreaterThanOrEqual(6);
    }
  });
});

describe('the sample', () => {
  test.each(['A4', 'Letter'] as const)('has the layout it had on %s', async (paper) => {
    const { layout } = composeForm({ ...sampleQuestionnaire, paper }, 'nl');
    expect(layout.pages.flatMap((page) => page.fields.map((field) => field.variable))).toEqual(
      sampleVariables,
    );
    // A line for each rectangle, so that a difference shows what moved.
    const lines = layout.pages.flatMap((page) =>
      [
        ...page.registrationMarks.map(({ rectMm }) => ['mark', '', rectMm] as const),
        ...page.pageCodes.map(({ rectMm }) => ['code', '', rectMm] as const),
        ...page.fields.flatMap((field) =>
          rectsOf(field).map(
            (rect, i) =>
              [
                field.variable,
                field.kind === 'choice' ? (field.boxes[i]?.code ?? '') : String(i),
                rect,
              ] as const,
          ),
        ),
      ].map(
        ([name, part, { x, y, width, height }]) =>
          `${page.page} ${name} ${part} ${x} ${y} ${width} ${height}\n`,
      ),
    );
    await expect(lines.join('')).toMatchFileSnapshot(`golden/sample-nl-${paper}.txt`);
  });

  test('carries the rules of its digit fields', () => {
    const fields = composeForm(sampleQuestionnaire, 'nl').layout.pages.flatMap((page) => page.fields);
    const digits = fields.flatMap((field) =>
      field.kind === 'digits' ? [[field.variable, field.cells.length, field.rule]] : [],
    );
    expect(digits).toEqual([
      ['age', 3, { type: 'number', min: 6, max: 110 }],
      ['since', 8, { type: 'date' }],
      ['boarded', 4, { type: 'time' }],
    ]);
  });

  test('says where people are sent on to', () => {
    const said = composeForm(sampleQuestionnaire, 'nl').pages.flatMap((page) =>
      page.drawings.flatMap((drawing) => (drawing.kind === 'words' ? [drawing.words] : [])),
    );
    expect(said.some((words) => words.includes('ga naar vraag 4'))).toBe(true);
    expect(said.some((words) => words.includes('ga naar het einde'))).toBe(true);
  });
});

describe('two options with lines to write on', () => {
  test('keep their order where columns put the later one higher', () => {
    const other = (code: string) => ({
      code,
      label: both('Anders', 'Other'),
      other: { variable: `other_${code}` },
    });
    const plain = (code: string) => ({ code, label: both('Iets', 'Something') });
    const item: Item = {
      id: 'two',
      kind: 'choice',
      variable: 'two',
      multiple: false,
      text: both('Welke?', 'Which?'),
      options: [plain('1'), other('2'), other('3'), plain('4')],
    };
    const { layout } = composeForm({ ...sampleQuestionnaire, sections: [{ items: [item] }] }, 'nl');
    const fields = layout.pages.flatMap((page) => page.fields);
    expect(fields.map((field) => field.variable)).toEqual(['two', 'other_2', 'other_3']);
    const tops = fields.flatMap((field) => (field.kind === 'text' ? (field.rectMm?.y ?? []) : []));
    expect(tops[0]).toBeGreaterThan(tops[1] ?? Infinity);
  });
});

describe('the form version', () => {
  test('is the same for the same content and another for any change', () => {
    const name = composeForm(sampleQuestionnaire, 'nl').form;
    expect(composeForm(structuredClone(sampleQuestionnaire), 'nl').form).toBe(name);
    expect(composeForm(sampleQuestionnaire, 'en').form).not.toBe(name);
    expect(composeForm({ ...sampleQuestionnaire, title: both('Uw reis met hen', 'x') }, 'nl').form).not.toBe(
      name,
    );
    expect(name).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });
});

describe('what cannot be printed', () => {
  const refusal = (
    questionnaire: Questionnaire,
    language = 'nl',
  ): { code: string; message: string; remedy: string } => {
    try {
      composeForm(questionnaire, language);
    } catch (error) {
      if (isPaperlineError(error)) return { code: error.code, message: error.message, remedy: error.remedy };
      throw error;
    }
    throw new Error('It was printed.');
  };
  const withItem = (item: Item): Questionnaire => ({ ...sampleQuestionnaire, sections: [{ items: [item] }] });

  test('an item with more options than a page holds', () => {
    const options = Array.from({ length: 60 }, (_, i) => ({
      code: String(i),
      label: both(`Een lange omschrijving van mogelijkheid nummer ${i} die een hele kolom nodig heeft`, 'x'),
    }));
    const fault = refusal(
      withItem({
        id: 'stops',
        kind: 'choice',
        variable: 'stops',
        multiple: false,
        text: both('Welke?', 'Which?'),
        options,
      }),
    );
    expect(fault.code).toBe('questionnaire-does-not-fit');
    expect(fault.message).toMatch(/Item "stops" is \d+ mm high .* a page has room for 2\d\d mm/);
    expect(fault.remedy).toContain('fewer or shorter response options');
  });

  test('a grid with more columns than its rows leave room for', () => {
    const options = Array.from({ length: 25 }, (_, i) => ({
      code: String(i),
      label: both(String(i), String(i)),
    }));
    const fault = refusal(
      withItem({
        id: 'wide',
        kind: 'grid',
        text: both('Hoe?', 'How?'),
        rows: [{ variable: 'w', label: both('rij', 'row') }],
        options,
      }),
    );
    expect(fault.code).toBe('questionnaire-does-not-fit');
    expect(fault.message).toContain('Item "wide" has 25 columns');
  });

  test('more pages than the questionnaire allows, naming the first item outside', () => {
    const fault = refusal({ ...sampleQuestionnaire, maxPages: 1 });
    expect(fault.code).toBe('questionnaire-does-not-fit');
    expect(fault.message).toMatch(
      /needs 2 pages .* may take 1 \(max-pages\); item "\w+" is the first that falls outside/,
    );
  });

  test('a letter that the typeface lacks', () => {
    const fault = refusal({ ...sampleQuestionnaire, title: both('旅', 'x') });
    expect(fault.code).toBe('questionnaire-invalid');
    expect(fault.message).toContain('"旅" (U+65C5)');
  });

  test('a language that the questionnaire lacks', () => {
    expect(refusal(sampleQuestionnaire, 'pl')).toMatchObject({
      code: 'usage',
      remedy: 'Choose one of: nl, en.',
    });
  });
});

describe('pages', () => {
  test('a grid longer than a page goes on with its column heads repeated', () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({
      variable: `row_${i}`,
      label: both(`Rij ${i}`, `Row ${i}`),
    }));
    const options = ['1', '2', '3'].map((code) => ({ code, label: both(`Keus ${code}`, `Choice ${code}`) }));
    const composed = composeForm(
      {
        ...sampleQuestionnaire,
        sections: [{ items: [{ id: 'long', kind: 'grid', text: both('Hoe?', 'How?'), rows, options }] }],
      },
      'nl',
    );
    const pagesWithRows = composed.layout.pages.flatMap((page, index) =>
      page.fields.length > 0 ? [index] : [],
    );
    expect(pagesWithRows.length).toBeGreaterThan(1);
    for (const index of pagesWithRows) {
      const said = composed.pages[index]?.drawings.flatMap((drawing) =>
        drawing.kind === 'words' ? [drawing.words] : [],
      );
      expect(said).toContain('Keus 2');
    }
  });

  test('a form that just fits is set closer, and says so where questions stand very close', () => {
    const items = Array.from({ length: 17 }, (_, i): Item => ({
      id: `n${i}`,
      kind: 'time',
      variable: `n${i}`,
      text: both(`Vraag ${i}`, `Question ${i}`),
    }));
    const crowded = composeForm(
      { ...sampleQuestionnaire, maxPages: 1, sections: [{ items: items.slice(0, 13) }] },
      'nl',
    );
    expect(crowded.pages).toHaveLength(1);
    const roomy = composeForm({ ...sampleQuestionnaire, sections: [{ items: items.slice(0, 4) }] }, 'nl');
    expect(roomy.warnings).toEqual([]);
  });
});

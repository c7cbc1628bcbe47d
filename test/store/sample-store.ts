/** A small survey with its ledger, for tests that need sheets in a store. */
import type { Layout } from '../../src/domain/layout.ts';
import type { FieldReading } from '../../src/domain/page-read.ts';
import type { Questionnaire } from '../../src/questionnaire/questionnaire.ts';
import type { FormVersion } from '../../src/store/form-versions.ts';
import type { ScannedPage, ScannedReading } from '../../src/store/scans.ts';

const cell = (x: number) => ({ x, y: 40, width: 4, height: 4 });

export const sampleLayout = (form = 'FRM00001'): Layout => ({
  schema: 'paperline/layout@1',
  form,
  survey: 'bus',
  language: 'nl',
  paper: { widthMm: 210, heightMm: 297 },
  pages: [1, 2].map((page) => ({
    page,
    registrationMarks: [
      { rectMm: { x: 10, y: 10, width: 5, height: 5 } },
      { rectMm: { x: 195, y: 10, width: 5, height: 5 } },
      { rectMm: { x: 10, y: 280, width: 5, height: 5 } },
      { rectMm: { x: 180, y: 280, width: 5, height: 5 } },
    ],
    pageCodes: [{ rectMm: cell(20) }],
    fields: [
      {
        variable: `choice${page}`,
        kind: 'choice',
        multiple: false,
        boxes: ['1', '2', '3'].map((code, at) => ({ code, rectMm: cell(30 + 10 * at) })),
      },
      { variable: `age${page}`, kind: 'digits', cells: [cell(60), cell(65)] },
      { variable: `remark${page}`, kind: 'text', rectMm: cell(80) },
    ],
  })),
});

/** Reading never looks inside a questionnaire, so this one has no questions. */
const emptyQuestionnaire = {
  survey: 'bus',
  languages: ['nl'],
  sections: [],
  context: [],
} as unknown as Questionnaire;

/** 2 x 2 white pixels. */
const whitePng = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQImWP4/5/h/38AC/oD/RdlikYAAAAASUVORK5CYII=',
    'base64',
  ),
);

export const sampleVersion = (form?: string): FormVersion => ({
  layout: sampleLayout(form),
  questionnaire: emptyQuestionnaire,
  references: [{ page: 1, dpi: 150, png: whitePng }],
});

export const copyCode = (number: number): string => `CPY${String(number).padStart(7, '0')}`;

export const answered = (value: string, more: Partial<FieldReading> = {}): FieldReading => ({
  state: 'answered',
  value,
  confidence: 0.9999,
  review: false,
  ...more,
});

export const blankField: FieldReading = { state: 'blank', value: null, confidence: 0.999, review: false };

export const unsure = (value: string | null): FieldReading => ({
  state: 'unclear',
  value,
  confidence: 0.6,
  review: true,
  reasons: ['faint-mark'],
  alternatives: [{ value: '2', confidence: 0.3 }],
});

export const sampleReading = (
  pageIndex: number,
  copy: number,
  page: number,
  more: Partial<ScannedReading> = {},
): ScannedReading => ({
  pageIndex,
  status: 'read',
  form: 'FRM00001',
  survey: 'bus',
  language: 'nl',
  copy: copyCode(copy),
  page,
  reasons: [],
  fields: {
    [`choice${page}`]: answered('1'),
    [`age${page}`]: answered('43'),
    [`remark${page}`]: blankField,
  },
  diagnostics: { dpiX: 300 },
  ms: { read: 12 },
  ...more,
});

export const scanned = (reading: ScannedReading, crops: ScannedPage['crops'] = new Map()): ScannedPage => ({
  reading,
  crops,
});

export const strangePage = (
  pageIndex: number,
  status: 'foreign' | 'blank' | 'unreadable',
): ScannedReading => ({
  pageIndex,
  status,
  form: null,
  survey: null,
  language: null,
  copy: null,
  page: null,
  reasons: [
    status === 'blank' ? 'image-empty' : status === 'foreign' ? 'no-page-code' : 'registration-marks-missing',
  ],
  fields: {},
  diagnostics: {},
  ms: {},
});

export const headerPage = (pageIndex: number, batch: string): ScannedReading => ({
  ...strangePage(pageIndex, 'blank'),
  status: 'read',
  reasons: [],
  batchHeader: batch,
});

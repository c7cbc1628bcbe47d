import type { GrayImage, ScanPage } from '../domain/image.ts';
import type { LayoutPage } from '../domain/layout.ts';
import type { FieldReading, PageDiagnostics, PageStatus } from '../domain/page-read.ts';
import type { FieldReason, PageReason } from '../domain/reasons.ts';
import { createCodePlacer } from './code-placer.ts';
import { createFormDirectory } from './form-directory.ts';
import { findGlassStreaks, isBilevel } from './glass-streaks.ts';
import { checkLayout } from './layout-check.ts';
import { readFields } from './marks/read-fields.ts';
import { createMarkPlacer } from './mark-placer.ts';
import { createCodeDecoder } from './page-code/code-decoder.ts';
import { createPageTextReader, recogniseCodeWords } from './page-code/page-text.ts';
import { hasContent, judgeUnplaced } from './page-content.ts';
import type { PagePlaced, PagePlacer, Placing, SeenPage, StepTimes } from './page-placer.ts';
import type { KnownForm, PageReader, PageReading } from './reader.ts';
import { createLikenessPlacer } from './reference/likeness-placer.ts';
import { createReferencePlacer } from './reference/reference-placer.ts';
import { levelsOf, viewBySampling } from './registration/coarse-view.ts';

export interface ReaderOptions {
  /** Every form version that may turn up. */
  readonly forms: readonly KnownForm[];
  /** Whether a copy of a form version was ever printed; where it is not given, every copy is taken as known. */
  readonly copyKnown?: (form: string, copy: string) => boolean;
  /** Recognises one line of print, for page codes whose symbols are both torn; Tesseract unless told. */
  readonly recogniseLine?: (line: GrayImage) => Promise<string>;
  /** Share of accepted fields that may be wrong; what is less sure goes to a person. */
  readonly targetErrorRate?: number;
}

interface Outcome {
  readonly status: PageStatus;
  readonly form: string | null;
  readonly survey: string | null;
  readonly language: string | null;
  readonly copy: string | null;
  readonly page: number | null;
  readonly reasons: readonly PageReason[];
  readonly fields: Readonly<Record<string, FieldReading>>;
  readonly diagnostics: PageDiagnostics;
  readonly batchHeader?: string;
}

const NAMELESS = { form: null, survey: null, language: null, copy: null, page: null, fields: {} } as const;

/** Where one of these is the case, a box may lie beside the place where it was looked for. */
const ROUGHLY_PLACED: readonly PageReason[] = ['registration-inexact', 'registration-marks-missing'];

/**
 * Where more of a page's choice fields than this have boxes that are not where they should be, neither is the page: a page that
 * lies one row off has the next row's boxes where most of its own should be. Set on simulated rough scans (seed 1303).
 */
const LOST_SHARE = 0.2;

const lostBoxes = (page: LayoutPage, fields: Readonly<Record<string, FieldReading>>): boolean => {
  const choices = page.fields.filter((field) => field.kind === 'choice');
  const lost = choices.filter((field) => fields[field.variable]?.reasons?.includes('box-not-found') === true);
  return lost.length > LOST_SHARE * choices.length;
};

const doubt = (
  fields: Readonly<Record<string, FieldReading>>,
  reason: FieldReason,
): Record<string, FieldReading> =>
  Object.fromEntries(
    Object.entries(fields).map(([variable, reading]) => [
      variable,
      { ...reading, review: true, reasons: [reason, ...(reading.reasons ?? [])] },
    ]),
  );

/** What the image says of the scanner that made it. */
const describeScanner = ({ form, view, diagnostics }: PagePlaced): PageDiagnostics => {
  const { dpiX, dpiY, dpiStated } = diagnostics;
  const dpi = dpiStated ?? (dpiX === undefined || dpiY === undefined ? null : Math.sqrt(dpiX * dpiY));
  const { paperLevel: paper, inkLevel: ink, image, pageMmToScanPx } = view;
  const place = { pageMmToScanPx, ...form.layout.paper };
  return {
    streaks: dpi === null ? [] : findGlassStreaks(image, { ...place, dpi }, { paper, ink }),
    bilevel: isBilevel(image),
  };
};

/** Null where the page turns out not to be the one that it was taken for. */
const readPlaced = (placed: PagePlaced, options: ReaderOptions): Outcome | null => {
  const { layout } = placed.form;
  const reasons = [...placed.reasons];
  if (placed.copy !== null && options.copyKnown?.(layout.form, placed.copy) === false) {
    reasons.push('copy-unknown');
  }
  const { targetErrorRate } = options;
  const decision = targetErrorRate === undefined ? {} : { targetErrorRate };
  let fields = readFields(placed.view, placed.page, decision);
  if (reasons.includes('copy-unread')) {
    // Its print says that it is this page, and the boxes say that it is not.
    if (lostBoxes(placed.page, fields)) return null;
    fields = doubt(fields, 'page-code-lost');
  }
  if (lostBoxes(placed.page, fields) && !reasons.includes('registration-inexact')) {
    reasons.push('registration-inexact');
  }
  if (ROUGHLY_PLACED.some((reason) => reasons.includes(reason))) fields = doubt(fields, 'page-unplaced');
  const isTooLight = Object.values(fields).some((field) => field.reasons?.includes('scan-too-light'));
  if (isTooLight) reasons.push('scan-too-light');
  if (Object.values(fields).some((field) => field.review)) reasons.push('fields-need-review');
  return {
    status: reasons.length > 0 ? 'review' : 'read',
    form: layout.form,
    survey: layout.survey,
    language: layout.language,
    copy: placed.copy,
    page: placed.page.page,
    reasons,
    fields,
    diagnostics: { ...placed.diagnostics, ...describeScanner(placed) },
  };
};

const outcomeOf = (seen: SeenPage, placing: Placing | null, options: ReaderOptions): Outcome => {
  const placed = placing?.kind === 'placed' ? readPlaced(placing, options) : null;
  if (placed !== null) return placed;
  if (placing === null || placing.kind === 'placed') {
    const { status, reason } = judgeUnplaced(seen);
    return { ...NAMELESS, status, reasons: [reason], diagnostics: { dpiStated: seen.scan.dpi } };
  }
  if (placing.kind === 'batch-header') {
    const { diagnostics, batch } = placing;
    return { ...NAMELESS, status: 'read', reasons: [], diagnostics, batchHeader: batch };
  }
  const { status, form, copy, page, reasons, diagnostics } = placing;
  return { ...NAMELESS, status, form, copy, page, reasons, diagnostics };
};

/** A page of ours, or of somebody else, on which nothing says which. */
const isNameless = (placing: Placing | null): boolean =>
  placing === null ||
  (placing.kind === 'refused' &&
    placing.form === null &&
    placing.reasons.some(
      (reason) => reason === 'page-code-unreadable' || reason === 'page-code-check-failed',
    ));

/**
 * A reader of the given forms. Throws a `layout-invalid` PaperlineError where a layout cannot be read with. Loads the code decoder once; its pages then share nothing.
 */
export const createReader = async (options: ReaderOptions): Promise<PageReader> => {
  for (const { layout, references } of options.forms) checkLayout(layout, (page) => references.has(page));
  const directory = createFormDirectory(options.forms);
  const decoder = await createCodeDecoder();
  const readPageText = createPageTextReader(options.recogniseLine ?? recogniseCodeWords);
  const placers: readonly PagePlacer[] = [
    createMarkPlacer(directory, decoder, readPageText),
    createCodePlacer(directory, decoder),
    createReferencePlacer(directory),
  ];
  const byLikeness = createLikenessPlacer(directory);
  return {
    async readPage(scan: ScanPage): Promise<PageReading> {
      const started = performance.now();
      const times: StepTimes = { register: 0, code: 0 };
      const coarse = viewBySampling(scan.image);
      const seen: SeenPage = { scan, coarse, levels: levelsOf(coarse), unconfirmed: [] };
      times.register += performance.now() - started;
      let placing: Placing | null = null;
      // A page that has nothing on it is not searched: every second page of a stack scanned on both sides is one.
      for (const placer of hasContent(seen) ? placers : []) {
        placing = await placer.place(seen, times);
        if (placing !== null) break;
      }
      let outcome: Outcome | null = null;
      let placed = performance.now();
      if (isNameless(placing) && hasContent(seen)) {
        const told = await byLikeness.place(seen, times);
        placed = performance.now();
        if (told?.kind === 'placed') outcome = readPlaced(told, options);
        else placing = told ?? placing;
      }
      outcome ??= outcomeOf(seen, placing, options);
      const ended = performance.now();
      return {
        ...outcome,
        pageIndex: scan.pageIndex,
        ms: { ...times, fields: ended - placed, total: ended - started },
      };
    },
  };
};

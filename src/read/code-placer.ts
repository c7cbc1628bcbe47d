import type { RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import { parsePageCode, type PageCode } from '../domain/page-code.ts';
import type { PageReason } from '../domain/reasons.ts';
import type { FormDirectory } from './form-directory.ts';
import type { CodeDecoder, DecodedCode } from './page-code/code-decoder.ts';
import { namePage } from './page-naming.ts';
import type { PagePlacer, PageRefused, Placing, SeenPage } from './page-placer.ts';
import type { Correspondence } from './registration/homography.ts';
import { localScaleAt } from './registration/homography.ts';
import { patternOfPage, type MarkPattern } from './registration/mark-pattern.ts';
import { placeFromPoints, type MarkPlacement } from './registration/place-by-marks.ts';

/** Long side of the image in which codes are looked for: 0.5 mm modules still have 3 pixels. */
const SEARCH_LONG_SIDE_PX = 1800;
/** Two points from two codes fix a page as well as marks do; one code alone is too small to reach over a page. */
const CODE_CORNER_WEIGHT = 0.2;

interface SeenCode {
  readonly code: PageCode;
  readonly corners: DecodedCode['corners'];
  readonly mirrored: boolean;
}

/** The image made smaller by whole steps, each pixel the mean of a square. */
const shrink = (image: GrayImage, step: number): GrayImage => {
  const width = Math.floor(image.width / step);
  const height = Math.floor(image.height / step);
  const data = new Uint8Array(width * height);
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out++) {
      let sum = 0;
      for (let k = 0; k < step; k++) {
        let at = (y * step + k) * image.width + x * step;
        for (let j = 0; j < step; j++) sum += image.data[at++] as number;
      }
      data[out] = sum / (step * step);
    }
  }
  return { data, width, height };
};

const cornersOf = (rect: RectMm) => [
  { x: rect.x, y: rect.y },
  { x: rect.x + rect.width, y: rect.y },
  { x: rect.x + rect.width, y: rect.y + rect.height },
  { x: rect.x, y: rect.y + rect.height },
];

const pointsOf = (seen: SeenCode, rect: RectMm): Correspondence[] =>
  cornersOf(rect).map((mm, k) => ({
    mm,
    px: seen.corners[k as 0 | 1 | 2 | 3],
    weight: CODE_CORNER_WEIGHT,
  }));

/** Every way of saying which of the printed codes the seen ones are. */
const assignments = (seen: readonly SeenCode[], rects: readonly RectMm[]): Correspondence[][] => {
  const [first, second] = seen;
  if (first === undefined) return [];
  return rects.flatMap((rect, index) => {
    const own = pointsOf(first, rect);
    if (second === undefined) return [own];
    return rects.filter((_, other) => other !== index).map((other) => [...own, ...pointsOf(second, other)]);
  });
};

/** A flat page has no more perspective or stretch than this between its axes. */
const MAX_AXIS_RATIO = 1.6;

const isPlausible = ({ pageMmToScanPx, pattern }: MarkPlacement): boolean => {
  const local = localScaleAt(pageMmToScanPx, { x: pattern.widthMm / 2, y: pattern.heightMm / 2 });
  const ratio = local.pxPerMmX / local.pxPerMmY;
  return ratio < MAX_AXIS_RATIO && ratio > 1 / MAX_AXIS_RATIO;
};

const bestPlacement = (
  seen: SeenPage,
  codes: readonly SeenCode[],
  pattern: MarkPattern,
): MarkPlacement | null => {
  let best: MarkPlacement | null = null;
  for (const points of assignments(codes, pattern.codes)) {
    const placement = placeFromPoints(seen.scan.image, pattern, points, seen.levels);
    if (placement === null || !isPlausible(placement)) continue;
    if (
      best === null ||
      placement.marksFound > best.marksFound ||
      (placement.marksFound === best.marksFound && placement.residualMm < best.residualMm)
    ) {
      best = placement;
    }
  }
  return best;
};

/**
 * Places pages whose registration marks were not found, from the page codes, looked for on the whole scan: two codes
 * alone, or one and whatever marks can be found from it.
 */
export const createCodePlacer = (directory: FormDirectory, decoder: CodeDecoder): PagePlacer => {
  const lookForCodes = (seen: SeenPage): { codes: SeenCode[]; checkFailed: boolean } => {
    const { image } = seen.scan;
    const step = Math.max(1, Math.floor(Math.max(image.width, image.height) / SEARCH_LONG_SIDE_PX));
    const small = step === 1 ? image : shrink(image, step);
    const codes: SeenCode[] = [];
    let checkFailed = false;
    for (const found of decoder.decode(small, true)) {
      const parse = parsePageCode(found.text);
      if (!parse.ok) {
        checkFailed ||= parse.why === 'check-failed';
        continue;
      }
      const [a, b, c, d] = found.corners;
      const scaled = [a, b, c, d].map(({ x, y }) => ({ x: x * step, y: y * step }));
      codes.push({
        code: parse.code,
        corners: scaled as unknown as DecodedCode['corners'],
        mirrored: found.mirrored,
      });
    }
    return { codes, checkFailed };
  };

  const placeBy = (seen: SeenPage, codes: readonly SeenCode[], first: SeenCode): Placing => {
    const { code } = first;
    if (code.kind === 'batch') {
      return { kind: 'batch-header', batch: code.batch, diagnostics: { dpiStated: seen.scan.dpi } };
    }
    const refuse = (status: PageRefused['status'], reason: PageReason): PageRefused => ({
      kind: 'refused',
      status,
      form: code.form,
      copy: code.copy,
      page: code.page,
      reasons: [reason],
      diagnostics: { dpiStated: seen.scan.dpi, pageCodeFrom: null },
    });
    const found = directory.lookUp(code.form, code.page);
    if (!found.ok) return refuse(found.why === 'form-unknown' ? 'foreign' : 'unreadable', found.why);
    if (first.mirrored) return refuse('unreadable', 'mirrored');
    const placement = bestPlacement(seen, codes, patternOfPage(found.form.layout, found.page));
    // One code and one mark leave the page free to turn about the line between them.
    if (placement === null || placement.marksFound + 2 * codes.length < 4) {
      return refuse('unreadable', 'registration-marks-missing');
    }
    return namePage(seen, directory, placement, {
      codes: [code, ...codes.slice(1).map((other) => other.code)],
      from: 'code-1',
    });
  };

  return {
    place(seen, times) {
      if (!directory.forms.some((form) => form.layout.pages.some((page) => page.pageCodes.length > 0))) {
        return Promise.resolve(null);
      }
      const started = performance.now();
      const { codes, checkFailed } = lookForCodes(seen);
      times.code += performance.now() - started;
      const [first] = codes;
      const decoded = performance.now();
      let placing: Placing | null = null;
      if (first !== undefined) placing = placeBy(seen, codes, first);
      else if (checkFailed) {
        placing = {
          kind: 'refused',
          status: 'unreadable',
          form: null,
          copy: null,
          page: null,
          reasons: ['page-code-check-failed'],
          diagnostics: { dpiStated: seen.scan.dpi, pageCodeFrom: null },
        };
      }
      times.register += performance.now() - decoded;
      return Promise.resolve(placing);
    },
  };
};

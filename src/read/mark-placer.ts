import type { PageReason } from '../domain/reasons.ts';
import type { FormDirectory } from './form-directory.ts';
import type { CodeDecoder } from './page-code/code-decoder.ts';
import { findPageCodes, type PlacedPageCode } from './page-code/find-page-code.ts';
import { findCodesAnywhere } from './page-code/whole-page.ts';
import type { PageTextReader } from './page-code/page-text.ts';
import { describePlace, namePage, viewOf, type PageName } from './page-naming.ts';
import type { PagePlacer, Placing, SeenPage, StepTimes } from './page-placer.ts';
import { projectMm } from './page-view.ts';
import { patternsOf } from './registration/mark-pattern.ts';
import { placeByMarks } from './registration/place-by-marks.ts';
import { settleWithCodes, type MarkPlacement } from './registration/placement.ts';

/** A match of all marks strained and off less than this is a flat scan of one of our forms, code or not. */
const CERTAIN_STRAIN_MM = 2.5;
const CERTAIN_RESIDUAL_MM = 0.4;
/** Two placements that put the page's corners this near to each other are one, in parts of the page's width. */
const SAME_PLACE_SHARE = 0.004;
/** Placements beside the certain ones whose codes are looked for the slow way. */
const THOROUGH_TRIES = 2;
/** Placements whose printed words are read where no code can be: each takes a fifth of a second. */
const WORD_TRIES = 3;

const isCertain = (placement: MarkPlacement): boolean =>
  placement.marks.length === placement.pattern.marks.length &&
  placement.strainMm < CERTAIN_STRAIN_MM &&
  placement.residualMm < CERTAIN_RESIDUAL_MM;

const samePlace = (a: MarkPlacement, b: MarkPlacement): boolean => {
  const { widthMm, heightMm } = a.pattern;
  return [
    { x: 0, y: 0 },
    { x: widthMm, y: 0 },
    { x: widthMm, y: heightMm },
    { x: 0, y: heightMm },
  ].every((corner) => {
    const p = projectMm(a.pageMmToScanPx, corner);
    const q = projectMm(b.pageMmToScanPx, corner);
    const width = projectMm(a.pageMmToScanPx, { x: corner.x > 0 ? 0 : widthMm, y: corner.y });
    return Math.hypot(p.x - q.x, p.y - q.y) < SAME_PLACE_SHARE * Math.hypot(p.x - width.x, p.y - width.y);
  });
};

/**
 * Placements of a page whose codes are both cut or torn off that its printed words may confirm: what its marks leave over is
 * next to nothing. Those with most marks first.
 */
const worthReading = (tried: readonly MarkPlacement[]): MarkPlacement[] =>
  tried
    .filter(({ mirrored, residualMm }) => !mirrored && residualMm < PAIR_RESIDUAL_MM)
    .sort((one, other) => other.marks.length - one.marks.length || one.residualMm - other.residualMm)
    .slice(0, WORD_TRIES);

/** A page placed and named; how well decides whether a better way to place it is looked for. */
interface Confirmed {
  readonly placement: MarkPlacement;
  readonly name: PageName;
}

/** All marks within this of where they should be: no better placement is looked for. */
const GOOD_RESIDUAL_MM = 0.3;
/** With a mark missing, three marks and a code that agree this well are no coincidence. */
const SURE_RESIDUAL_MM = 0.05;
/** Two marks and a code on a flat scan at 150 dpi agree better than this. */
const PAIR_RESIDUAL_MM = 0.15;
/** With a mark missing, good enough to stop once all placements of one look have been seen. */
const FAIR_RESIDUAL_MM = 0.5;

const isGood = ({ placement: { marks, pattern, residualMm } }: Confirmed): boolean =>
  residualMm < (marks.length === pattern.marks.length ? GOOD_RESIDUAL_MM : SURE_RESIDUAL_MM);

const isBetter = (one: Confirmed, other: Confirmed | null): boolean =>
  other === null ||
  one.placement.residualMm - one.placement.marks.length * 0.1 <
    other.placement.residualMm - other.placement.marks.length * 0.1;

const nameOf = ([first, ...others]: readonly PlacedPageCode[]): PageName | null =>
  first === undefined
    ? null
    : {
        codes: [first.code, ...others.map((other) => other.code)],
        from: first.index === 0 ? 'code-1' : 'code-2',
      };

/** Places the pages of forms that Paperline printed: by their registration marks, confirmed by their page codes. */
export const createMarkPlacer = (
  directory: FormDirectory,
  decoder: CodeDecoder,
  readPageText: PageTextReader,
): PagePlacer => {
  const patterns = patternsOf(directory.forms.map((form) => form.layout));

  const confirm = (
    seen: SeenPage,
    placement: MarkPlacement,
    thorough: boolean,
    times: StepTimes,
  ): Confirmed | null => {
    const started = performance.now();
    const complete = placement.marks.length === placement.pattern.marks.length;
    const codes = findPageCodes(decoder, viewOf(seen, placement), placement.pattern.codes, {
      thorough,
      exact: !complete,
    });
    times.code += performance.now() - started;
    const name = nameOf(codes);
    if (name === null) return null;
    const corners = codes.flatMap((code) => code.corners);
    const settled = settleWithCodes(seen.scan.image, placement, corners);
    if (settled === null) return null;
    // Two marks do not show perspective: what they and a code leave over must be next to nothing.
    if (settled.marks.length < 3 && settled.residualMm > PAIR_RESIDUAL_MM) return null;
    return { placement: settled, name };
  };

  const refuse = (seen: SeenPage, placement: MarkPlacement, reason: PageReason): Placing => ({
    kind: 'refused',
    status: 'unreadable',
    form: null,
    copy: null,
    page: null,
    reasons: [reason],
    diagnostics: {
      ...describePlace(placement.pageMmToScanPx, placement.pattern, seen.scan.dpi),
      residualMm: placement.residualMm,
      registrationMarksFound: placement.marks.length,
      pageCodeFrom: null,
    },
  });

  /** A flat page with our marks whose codes are not where they should be: elsewhere on it, or in its words. */
  const nameOtherwise = async (seen: SeenPage, placement: MarkPlacement): Promise<Placing> => {
    const [first, ...others] = findCodesAnywhere(decoder, seen.scan.image).codes;
    if (first !== undefined) {
      const codes = [first.code, ...others.map((other) => other.code)] as const;
      return namePage(seen, directory, placement, { codes, from: 'code-1' });
    }
    const words = await readPageText(viewOf(seen, placement), placement.pattern.codeTexts);
    if (words.ok) {
      return namePage(seen, directory, placement, { codes: [words.code], from: 'text' });
    }
    return refuse(
      seen,
      placement,
      words.why === 'check-failed' ? 'page-code-check-failed' : 'page-code-unreadable',
    );
  };

  /** The page by its printed words alone, wherever some of its marks may have it; null where none of them reads. */
  const nameByWords = async (seen: SeenPage, tried: readonly MarkPlacement[]): Promise<Placing | null> => {
    for (const placement of worthReading(tried)) {
      const words = await readPageText(viewOf(seen, placement), placement.pattern.codeTexts);
      if (words.ok) return namePage(seen, directory, placement, { codes: [words.code], from: 'text' });
      if (words.why === 'check-failed') return refuse(seen, placement, 'page-code-check-failed');
    }
    return null;
  };

  return {
    async place(seen, times) {
      if (patterns.length === 0) return null;
      const started = performance.now();
      const codeBefore = times.code;
      const tried: MarkPlacement[] = [];
      let certain: MarkPlacement | null = null;
      let best: Confirmed | null = null;
      let isFirstLook = true;
      for (const step of placeByMarks(seen.scan.image, patterns, seen.coarse, seen.levels)) {
        if (step === 'look-ended') {
          isFirstLook = false;
          if (best !== null && best.placement.residualMm < FAIR_RESIDUAL_MM) break;
          continue;
        }
        if (tried.some((former) => samePlace(former, step))) continue;
        const sure = isCertain(step);
        // A pair of the first look gets a glance only, and another chance when all else has been tried.
        const isPair = step.marks.length < 3;
        const thorough = sure || (isPair ? !isFirstLook : tried.length < THOROUGH_TRIES);
        const confirmed = confirm(seen, step, thorough, times);
        if (!isPair || !isFirstLook) tried.push(step);
        if (confirmed !== null && isBetter(confirmed, best)) best = confirmed;
        if (best !== null && isGood(best)) break;
        if (confirmed === null && sure && !step.mirrored) certain ??= step;
      }
      let placing: Placing | null =
        best === null ? null : namePage(seen, directory, best.placement, best.name);
      if (placing === null && certain !== null) placing = await nameOtherwise(seen, certain);
      if (placing === null) placing = await nameByWords(seen, tried);
      if (best === null) seen.unconfirmed.push(...tried);
      times.register += performance.now() - started - (times.code - codeBefore);
      return placing;
    },
  };
};

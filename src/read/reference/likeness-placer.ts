import type { RectMm } from '../../domain/geometry.ts';
import type { LayoutField, LayoutPage } from '../../domain/layout.ts';
import type { Homography } from '../../domain/page-read.ts';
import type { PageReason } from '../../domain/reasons.ts';
import type { FormDirectory } from '../form-directory.ts';
import { describePlace, LOW_DPI } from '../page-naming.ts';
import type { PagePlacer, PageRefused, Placing, SeenPage } from '../page-placer.ts';
import type { PageReference } from '../page-view.ts';
import type { KnownForm } from '../reader.ts';
import { localScaleAt } from '../registration/homography.ts';
import { drawLayout, withoutCodes } from './layout-drawing.ts';
import {
  agreesAllOver,
  isFound,
  judgeMatch,
  MAX_RESIDUAL_MM,
  placesOf,
  PROMISING_LIKENESS,
  residualMmOf,
  type FoundPage,
  type Look,
} from './likeness-search.ts';
import { createPageTemplate } from './page-template.ts';
import { refineMatch } from './patch-refinement.ts';
import {
  likenessOf,
  tellApart,
  tilePage,
  tileScan,
  type ScanTiles,
  type TiledPage,
} from './print-difference.ts';
import { mapScan, type ScanMap } from './scan-map.ts';

/** Placements by marks that are gone on from. */
const MARK_TRIES = 4;
/** Right places by marks have more, and so have some wrong ones. */
const WORTH_REFINING = 0.25;
/** Places that are looked at closely, the likest first. */
const PLACE_TRIES = 3;
/** The latest pages that are looked for all over a scan: it takes a tenth of a second each. */
const MOST_BY_PRINT = 40;
/** How often another page may turn out to be the one. */
const ROUNDS = 3;
/**
 * Share of a page's print that must agree with a blank from the store, and with what a layout alone says, beside which words
 * stand that it does not tell of.
 */
const LEAST_AGREEMENT = { blank: 0.8, layout: 0.7 } as const;

/** What a page is told by: its blank from the store, or a drawing of what its layout has. */
type Basis = keyof typeof LEAST_AGREEMENT;

interface CandidatePage {
  readonly form: KnownForm;
  readonly page: LayoutPage;
}

/** Where a page may lie, and how much the scan looks like it there. */
interface Place {
  readonly candidate: CandidatePage;
  readonly rough: Homography;
  readonly likeness: number;
}

type TiledPages = (candidate: CandidatePage) => Promise<TiledPage>;

const pxPerMmOf = (h: Homography, { widthMm, heightMm }: { widthMm: number; heightMm: number }): number =>
  Math.sqrt(Math.abs(localScaleAt(h, { x: widthMm / 2, y: heightMm / 2 }).areaScale));

const marksSeen = ({ unconfirmed }: SeenPage): number =>
  Math.max(0, ...unconfirmed.map(({ marks }) => marks.length));

const isMirrored = ({ match, sought }: FoundPage): boolean => {
  const { widthMm, heightMm } = sought.template;
  return localScaleAt(match.pageMmToScanPx, { x: widthMm / 2, y: heightMm / 2 }).areaScale < 0;
};

/** Boxes are found this far from where a layout has them, and farther. */
const SAME_PLACE_MM = 1;

const isNear = (one: RectMm, other: RectMm): boolean =>
  Math.max(
    Math.abs(one.x - other.x),
    Math.abs(one.y - other.y),
    Math.abs(one.x + one.width - other.x - other.width),
    Math.abs(one.y + one.height - other.y - other.height),
  ) <= SAME_PLACE_MM;

/** Everything of a field but where it is; and where it is. */
const partsOf = (field: LayoutField): { readonly what: string; readonly rects: readonly RectMm[] } => {
  const rects: RectMm[] = [];
  const what = JSON.stringify(field, (key, value: unknown) => {
    if (key === 'rectMm') rects.push(value as RectMm);
    if (key === 'cells') rects.push(...(value as RectMm[]));
    return key === 'rectMm' ? null : key === 'cells' ? (value as RectMm[]).length : value;
  });
  return { what, rects };
};

/** Readings of one are readings of the other: the same questions, their boxes in the same places. */
const isInterchangeable = (one: CandidatePage, other: CandidatePage): boolean => {
  const fields = one.page.fields.map(partsOf);
  const others = other.page.fields.map(partsOf);
  return (
    one.form !== other.form &&
    one.page.page === other.page.page &&
    one.form.layout.survey === other.form.layout.survey &&
    fields.length === others.length &&
    fields.every(({ what, rects }, at) => {
      const second = others[at]!;
      return (
        what === second.what &&
        rects.length === second.rects.length &&
        rects.every((rect, k) => isNear(rect, second.rects[k]!))
      );
    })
  );
};

/**
 * Places the pages of printed forms whose codes are torn off, covered or cut away: by the likeness of their print to the
 * blanks that are kept of every form version, or to what the layout says where there is none. Which copy such a page is of
 * cannot be seen. A page that is like two of them is refused, or says so where its readings are the same for both.
 */
export const createLikenessPlacer = (directory: FormDirectory): PagePlacer => {
  const pages = directory.forms.flatMap((form): CandidatePage[] =>
    form.layout.pages.flatMap((page) => (page.registrationMarks.length > 0 ? [{ form, page }] : [])),
  );

  const basisOf = ({ form, page }: CandidatePage): Basis =>
    form.references.has(page.page) || form.fetchBlank !== undefined ? 'blank' : 'layout';

  /** Blanks and what is made of them are not kept: pages that have lost their codes are rare, and templates large. */
  const openPage = async ({ form, page }: CandidatePage): Promise<PageReference> => {
    const blank = form.references.get(page.page) ?? (await form.fetchBlank?.(page.page)) ?? null;
    return blank === null ? drawLayout(page, form.layout.paper) : withoutCodes(blank, page);
  };

  const refine = async (
    map: ScanMap,
    candidate: CandidatePage,
    rough: Homography,
  ): Promise<FoundPage | null> => {
    const reference = await openPage(candidate);
    const template = createPageTemplate(reference, candidate.form.layout.paper);
    const match = refineMatch(map, template, rough);
    if (match === null) return null;
    const found = judgeMatch({ ...candidate, reference, template }, match);
    const isLikeEnough = found.agreement >= LEAST_AGREEMENT[basisOf(candidate)];
    return isLikeEnough && isFound(found) && agreesAllOver(found) ? found : null;
  };

  /** The likest of the places that holds when it is looked at closely. */
  const refineLikest = async (map: ScanMap, places: Place[]): Promise<FoundPage | null> => {
    places.sort((one, other) => other.likeness - one.likeness);
    for (const { candidate, rough } of places.slice(0, PLACE_TRIES)) {
      const found = await refine(map, candidate, rough);
      if (found !== null) return found;
    }
    return null;
  };

  const seekByMarks = async (seen: SeenPage, map: ScanMap, tiled: TiledPages): Promise<FoundPage | null> => {
    const roughs = seen.unconfirmed
      .toSorted((one, other) => other.marks.length - one.marks.length || one.strainMm - other.strainMm)
      .slice(0, MARK_TRIES);
    for (const { pageMmToScanPx: rough } of roughs) {
      const places: Place[] = [];
      let scan: ScanTiles | null = null;
      let frame: TiledPage | null = null;
      for (const candidate of pages) {
        const page = await tiled(candidate);
        if (scan === null || frame?.columns !== page.columns || frame.pixelMm !== page.pixelMm) {
          scan = tileScan(map, rough, page);
          frame = page;
        }
        const likeness = likenessOf(page, scan);
        if (likeness >= WORTH_REFINING) places.push({ candidate, rough, likeness });
      }
      const found = await refineLikest(map, places);
      if (found !== null) return found;
    }
    return null;
  };

  const seekByPrint = async (map: ScanMap, look: Look): Promise<FoundPage | null> => {
    const places: Place[] = [];
    // Without its words a page is like nothing from afar.
    for (const candidate of pages.filter((page) => basisOf(page) === 'blank').slice(-MOST_BY_PRINT)) {
      const reference = await openPage(candidate);
      const template = createPageTemplate(reference, candidate.form.layout.paper);
      for (const { likeness, pageMmToScanPx } of placesOf(map, { ...candidate, reference, template }, look)) {
        if (likeness >= PROMISING_LIKENESS) places.push({ candidate, rough: pageMmToScanPx, likeness });
      }
    }
    return refineLikest(map, places);
  };

  /** The found page, or another that the scan shows rather; and those that it cannot be told from. Null: no page is the one. */
  const choose = async (
    map: ScanMap,
    first: FoundPage,
    tiled: TiledPages,
  ): Promise<{ readonly best: FoundPage; readonly alike: readonly CandidatePage[] } | null> => {
    let best = first;
    for (let round = 0; round < ROUNDS; round++) {
      const own = await tiled(best.sought);
      const scan = tileScan(map, best.match.pageMmToScanPx, own);
      const alike: CandidatePage[] = [];
      let better: CandidatePage | null = null;
      for (const other of pages) {
        if (other.page === best.sought.page) continue;
        const verdict = tellApart(scan, own, await tiled(other));
        // A drawing has no words: boxes in the same places are all that it could tell by.
        const isGuess = basisOf(other) === 'layout' && isInterchangeable(best.sought, other);
        if (verdict === 'neither' || isGuess) alike.push(other);
        else if (verdict === 'other') better ??= other;
      }
      if (better === null) return { best, alike };
      const next = await refine(map, better, best.match.pageMmToScanPx);
      if (next === null) return null;
      best = next;
    }
    return null;
  };

  const refuse = (seen: SeenPage, reason: PageReason, found: FoundPage | null): PageRefused => ({
    kind: 'refused',
    status: 'unreadable',
    form: null,
    copy: null,
    page: null,
    reasons: [reason],
    diagnostics: {
      dpiStated: seen.scan.dpi,
      registrationMarksFound: marksSeen(seen),
      pageCodeFrom: null,
      ...(found === null ? {} : { referenceAgreement: found.agreement }),
    },
  });

  const describe = (seen: SeenPage, found: FoundPage, alike: readonly CandidatePage[]): Placing => {
    const { form, page } = found.sought;
    const { pageMmToScanPx } = found.match;
    const residualMm = residualMmOf(found.agreeing);
    const diagnostics = {
      ...describePlace(pageMmToScanPx, form.layout.paper, seen.scan.dpi),
      residualMm,
      registrationMarksFound: marksSeen(seen),
      pageCodeFrom: null,
      referenceAgreement: found.agreement,
      referencePatches: found.match.patches.length,
      ...(alike.length === 0
        ? {}
        : { formsAlike: [found.sought, ...alike].map((page) => page.form.layout.form) }),
    };
    const reasons: PageReason[] = ['copy-unread'];
    if (alike.length > 0) reasons.push('page-alike');
    if (residualMm > MAX_RESIDUAL_MM) reasons.push('registration-inexact');
    if (Math.min(diagnostics.dpiX ?? LOW_DPI, diagnostics.dpiY ?? LOW_DPI) < LOW_DPI) {
      reasons.push('resolution-low');
    }
    return {
      kind: 'placed',
      form,
      page,
      copy: null,
      view: {
        image: seen.scan.image,
        pageMmToScanPx,
        pxPerMm: pxPerMmOf(pageMmToScanPx, form.layout.paper),
        // The blank's solid ink is its registration marks, which may be gone too.
        paperLevel: seen.levels.paper,
        inkLevel: seen.levels.ink,
        residualMm,
        reference: null,
      },
      reasons,
      diagnostics,
    };
  };

  const placePage = async (seen: SeenPage): Promise<Placing | null> => {
    const map = mapScan(seen.scan.image);
    if (map === null) return null;
    const opened = new Map<LayoutPage, TiledPage>();
    const tiled: TiledPages = async (candidate) => {
      const page = opened.get(candidate.page) ?? tilePage(await openPage(candidate));
      opened.set(candidate.page, page);
      return page;
    };
    const found =
      (await seekByMarks(seen, map, tiled)) ??
      (await seekByPrint(map, 'likeliest')) ??
      (await seekByPrint(map, 'upside-down'));
    if (found === null) return null;
    const chosen = await choose(map, found, tiled);
    if (chosen === null) return refuse(seen, 'page-alike', found);
    const { best, alike } = chosen;
    if (isMirrored(best)) return refuse(seen, 'mirrored', best);
    return alike.every((other) => isInterchangeable(best.sought, other))
      ? describe(seen, best, alike)
      : refuse(seen, 'page-alike', best);
  };

  return {
    async place(seen, times) {
      if (pages.length === 0) return null;
      const started = performance.now();
      const placing = await placePage(seen);
      times.register += performance.now() - started;
      return placing;
    },
  };
};

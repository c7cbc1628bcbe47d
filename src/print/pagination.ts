/** Blocks over pages: nothing is split, a section's head stays with its first item, pages come out alike. */
import { PaperlineError } from '../domain/errors.ts';
import type { Block } from './drawing.ts';
import type { Paper } from './measures.ts';
import { BODY_BOTTOM_MM, BODY_TOP_MM } from './measures.ts';

export interface PlacedBlock {
  readonly block: Block;
  /** From the paper's top edge. */
  readonly topMm: number;
}

/** A page code has room for so many pages. */
const PAGES_MOST = 31;
/** How much wider than planned a gap may be drawn to fill a page. */
const STRETCH_MOST_MM = 4;

/** What must stand on one page. */
type Unit = readonly Block[];

const unitsOf = (blocks: readonly Block[]): Unit[] => {
  const units: Block[][] = [];
  let open = false;
  for (const block of blocks) {
    const last = units.at(-1);
    if (open && last !== undefined) last.push(block);
    else units.push([block]);
    open = block.role === 'section';
  }
  return units;
};

const gapBefore = (above: Block | undefined, block: Block, itemGapMm: number): number => {
  if (above === undefined) return 0;
  if (above.role === 'section') return 2.25;
  if (block.role === 'section') return itemGapMm + 2.25;
  return itemGapMm;
};

const isStretchable = (above: Block | undefined, block: Block): boolean =>
  above !== undefined && above.role !== 'section' && block.role !== 'notice';

interface Stack {
  readonly heightMm: number;
  /** From the paper's top edge to the first block: the head stands at the very top. */
  readonly startMm: number;
  readonly blocks: readonly Block[];
}

const stack = (units: readonly Unit[], itemGapMm: number): Stack => {
  const blocks = units.flat();
  const startMm = blocks[0]?.role === 'head' ? 0 : BODY_TOP_MM;
  let heightMm = 0;
  blocks.forEach((block, index) => {
    heightMm += gapBefore(blocks[index - 1], block, itemGapMm) + block.heightMm;
  });
  return { heightMm, startMm, blocks };
};

/** Where each page begins (unit numbers) for the best plan of at most `pagesMost` pages, or null where none is. */
const planBreaks = (
  units: readonly Unit[],
  itemGapMm: number,
  paper: Paper,
  pagesMost: number,
): readonly number[] | null => {
  const bottomMm = paper.heightMm - BODY_BOTTOM_MM;
  const badness = (from: number, to: number): number => {
    const page = stack(units.slice(from, to), itemGapMm);
    const spareMm = bottomMm - page.startMm - page.heightMm;
    if (spareMm < -1e-6) return Infinity;
    const spare = spareMm / (bottomMm - page.startMm);
    const isLast = to === units.length;
    const onlyNotice = page.blocks.every((block) => block.role === 'notice' || block.role === 'closing');
    const breaksSection = !isLast && units[to]?.[0]?.role === 'item';
    const onlyHead = page.blocks.every((block) => block.role === 'head');
    return (
      (isLast ? 40 : 100) * spare ** 2 + (breaksSection ? 4 : 0) + (onlyNotice ? 30 : 0) + (onlyHead ? 60 : 0)
    );
  };
  // best[pages][end]: least badness of the first `end` units over exactly `pages` pages.
  interface Plan {
    readonly badness: number;
    readonly starts: readonly number[];
  }
  let best = new Map<number, Plan>([[0, { badness: 0, starts: [] }]]);
  for (let pages = 1; pages <= pagesMost; pages++) {
    const next = new Map<number, Plan>();
    for (const [from, plan] of best) {
      for (let to = from + 1; to <= units.length; to++) {
        const here = badness(from, to);
        if (here === Infinity) break;
        const total = plan.badness + here;
        if (total < (next.get(to)?.badness ?? Infinity)) {
          next.set(to, { badness: total, starts: [...plan.starts, from] });
        }
      }
    }
    const whole = next.get(units.length);
    if (whole !== undefined) return whole.starts;
    best = next;
  }
  return null;
};

const placePage = (units: readonly Unit[], itemGapMm: number, paper: Paper): PlacedBlock[] => {
  const page = stack(units, itemGapMm);
  const bottomMm = paper.heightMm - BODY_BOTTOM_MM;
  const spareMm = bottomMm - page.startMm - page.heightMm;
  const gaps = page.blocks.filter((block, i) => isStretchable(page.blocks[i - 1], block)).length;
  const stretchMm = gaps === 0 ? 0 : Math.min(spareMm / gaps, STRETCH_MOST_MM);
  let y = page.startMm;
  return page.blocks.map((block, index) => {
    const above = page.blocks[index - 1];
    y += gapBefore(above, block, itemGapMm) + (isStretchable(above, block) ? stretchMm : 0);
    // The notice stands at the foot of its page, whatever is above it.
    const topMm = block.role === 'notice' ? bottomMm - block.heightMm : y;
    y += block.heightMm;
    return { block, topMm };
  });
};

const assertBlocksFit = (blocks: readonly Block[], paper: Paper, language: string): void => {
  const roomMm = paper.heightMm - BODY_BOTTOM_MM - BODY_TOP_MM;
  for (const block of blocks) {
    if (block.heightMm <= roomMm) continue;
    throw new PaperlineError({
      code: 'questionnaire-does-not-fit',
      message: `${block.what.charAt(0).toUpperCase()}${block.what.slice(1)} is ${Math.ceil(block.heightMm)} mm high in language ${language}; a page has room for ${Math.floor(roomMm)} mm, and an item is not split over pages.`,
      remedy:
        block.role === 'item'
          ? 'Give it fewer or shorter response options or fewer writing lines, or ask it as two items.'
          : 'Shorten its words.',
      about: block.part,
    });
  }
};

/** The first block that falls outside `pagesMost` pages when they are filled one after the other. */
const firstOutside = (
  units: readonly Unit[],
  itemGapMm: number,
  paper: Paper,
  pagesMost: number,
): Block | undefined => {
  const bottomMm = paper.heightMm - BODY_BOTTOM_MM;
  let from = 0;
  for (let page = 0; page < pagesMost; page++) {
    let to = from;
    while (to < units.length) {
      const tried = stack(units.slice(from, to + 1), itemGapMm);
      if (tried.startMm + tried.heightMm > bottomMm) break;
      to++;
    }
    if (to === from) break;
    from = to;
  }
  return units[from]?.find((block) => block.role !== 'section' && block.role !== 'head');
};

/** The same form composed at one density. */
export interface Candidate {
  readonly blocks: readonly Block[];
  /** White between two items, generous first. */
  readonly itemGapsMm: readonly number[];
}

export interface Pagination {
  readonly pages: readonly (readonly PlacedBlock[])[];
  /** Which candidate was taken, from 0. */
  readonly candidate: number;
  /** White planned between two items. */
  readonly itemGapMm: number;
}

/**
 * The most generous of `candidates` (ordered so) that takes as few pages as any of them does.
 * `pagesMost`: undefined for as many as a page code can number.
 * Errors: `questionnaire-does-not-fit`, naming what is too big.
 */
export const paginate = (
  candidates: readonly Candidate[],
  paper: Paper,
  pagesMost: number | undefined,
  language: string,
): Pagination => {
  const limit = Math.min(pagesMost ?? PAGES_MOST, PAGES_MOST);
  const plans = candidates.map((candidate) => {
    const units = unitsOf(candidate.blocks);
    const tightestMm = Math.min(...candidate.itemGapsMm);
    return { candidate, units, tightestMm, fewest: planBreaks(units, tightestMm, paper, limit)?.length };
  });
  const tightest = plans.at(-1);
  if (tightest === undefined) throw new Error('Expected at least one candidate.');
  const fewest = Math.min(...plans.map((plan) => plan.fewest ?? Infinity));
  if (fewest === Infinity) {
    assertBlocksFit(tightest.candidate.blocks, paper, language);
    const needed = planBreaks(tightest.units, tightest.tightestMm, paper, 10 * PAGES_MOST)?.length;
    const outside = firstOutside(tightest.units, tightest.tightestMm, paper, limit);
    throw new PaperlineError({
      code: 'questionnaire-does-not-fit',
      message: `In language ${language} the questionnaire needs ${needed ?? 'more'} pages at its tightest and may take ${limit}${pagesMost === undefined ? ' (the most that a page code can number)' : ' (max-pages)'}; ${outside?.what ?? 'the privacy notice'} is the first that falls outside.`,
      remedy: 'Leave out items or options, shorten words or writing lines, or raise max-pages.',
      about: outside?.part ?? { key: 'privacy' },
    });
  }
  for (const plan of plans) {
    for (const itemGapMm of plan.candidate.itemGapsMm) {
      const starts = planBreaks(plan.units, itemGapMm, paper, fewest);
      if (starts === null) continue;
      const pages = starts.map((from, page) =>
        placePage(plan.units.slice(from, starts[page + 1] ?? plan.units.length), itemGapMm, paper),
      );
      return { pages, candidate: candidates.indexOf(plan.candidate), itemGapMm };
    }
  }
  throw new Error('A plan for the narrowest gap was found and then lost.');
};

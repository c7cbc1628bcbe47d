/** Blocks one below the other over as many pages as they need. */
import { shiftDrawing, type Drawing } from '../../print/drawing.ts';

/** What keeps together; its drawings count y from its own top, in mm, and x from the page's left edge. */
export interface FlowBlock {
  readonly heightMm: number;
  readonly drawings: readonly Drawing[];
  /** White above it, but not at the top of a page. */
  readonly gapMm: number;
  /** Stays on the page of the block after it. */
  readonly withNext: boolean;
}

/** The drawings of each page. A block higher than a page begins a page of its own and runs out of it below. */
export const flowOverPages = (
  blocks: readonly FlowBlock[],
  { topMm, bottomMm }: { readonly topMm: number; readonly bottomMm: number },
): Drawing[][] => {
  const pages: Drawing[][] = [];
  let page: Drawing[] = [];
  let y = topMm;
  const turn = (): void => {
    if (page.length > 0) pages.push(page);
    page = [];
    y = topMm;
  };
  for (let at = 0; at < blocks.length;) {
    let end = at;
    while (blocks[end]?.withNext === true && end + 1 < blocks.length) end++;
    const together = blocks.slice(at, end + 1);
    const heightMm = together.reduce((sum, { gapMm, heightMm }) => sum + gapMm + heightMm, 0);
    if (y + heightMm > bottomMm) turn();
    for (const block of together) {
      if (y > topMm) y += block.gapMm;
      page.push(...block.drawings.map((drawing) => shiftDrawing(drawing, y)));
      y += block.heightMm;
    }
    at = end + 1;
  }
  turn();
  return pages;
};

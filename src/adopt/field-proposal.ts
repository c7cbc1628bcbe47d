import { boundingRectMm, type RectMm } from '../domain/geometry.ts';
import type { GrayImage } from '../domain/image.ts';
import type { LayoutField } from '../domain/layout.ts';
import { groupBoxes, type BoxGroup } from './choice-grouping.ts';
import { codesOf, createNameGiver, identifierOf } from './field-naming.ts';
import { sortFrames } from './frame-sorting.ts';
import { completeRows } from './broken-frames.ts';
import { findFrames, printOf, type BlankPrint } from './printed-frames.ts';
import { cutWords, hasWallBetween, hasWords, wordsAbove, wordsBeside } from './printed-words.ts';
import { findRules } from './ruled-lines.ts';

/** A blank page whose pixels are the page frame at `pxPerMm`. */
export interface BlankPage {
  readonly page: number;
  readonly image: GrayImage;
  readonly pxPerMm: number;
}

/** Reads one line of print; the empty text where there is none. */
export type ReadLine = (line: GrayImage) => Promise<string>;

/** Runs of cells longer than this are for words. */
const MOST_DIGITS = 8;

/** How forms say that more than one answer may be given: Dutch, English, French, German. */
const SEVERAL =
  /meer(dere)? antwoorden|meerdere|all that apply|more than one|several|plusieurs|mehrere|mehrfach/i;

const roundMm = (value: number): number => Math.round(value * 1000) / 1000;
const rounded = ({ x, y, width, height }: RectMm): RectMm => ({
  x: roundMm(x),
  y: roundMm(y),
  width: roundMm(width),
  height: roundMm(height),
});

/** Proposes the fields of a form's blank pages, in reading order; `readLine` gives the words that name them. */
export const proposeFields = async (
  pages: readonly BlankPage[],
  readLine: ReadLine,
): Promise<ReadonlyMap<number, readonly LayoutField[]>> => {
  const giveName = createNameGiver();
  const proposed = new Map<number, readonly LayoutField[]>();
  for (const page of pages) {
    proposed.set(page.page, await proposePage(page, giveName, readLine));
  }
  return proposed;
};

const proposePage = async (
  { page, image, pxPerMm }: BlankPage,
  giveName: (wanted: string) => string,
  readLine: ReadLine,
): Promise<LayoutField[]> => {
  const print = printOf(image, pxPerMm);
  const paper = { widthMm: image.width / pxPerMm, heightMm: image.height / pxPerMm };
  const { boxes, cellRuns, writing } = sortFrames(
    completeRows(print, findFrames(print)),
    findRules(print),
    paper,
  );
  const obstacles = [...boxes, ...cellRuns.flat(), ...writing];
  const read = async (rect: RectMm | null): Promise<string> =>
    rect === null ? '' : readLine(cutWords(image, pxPerMm, rect));
  const groups = groupBoxes(boxes, {
    hasWords: (rect) => hasWords(print, rect),
    hasWallBetween: (one, next) => hasWallBetween(print, one, next),
  });

  const fields: { readonly at: RectMm; readonly field: LayoutField }[] = [];
  const name = async (field: RectMm, first: RectMm, kind: string): Promise<string> => {
    const beside = await read(wordsBeside(print, first, 'left', obstacles));
    const otherwise = `${kind}_${page}_${fields.length + 1}`;
    const fromBeside = identifierOf(beside, '');
    if (fromBeside !== '') return giveName(fromBeside);
    return giveName(identifierOf(await read(wordsAbove(print, field, obstacles, field.x - 2)), otherwise));
  };

  for (const group of groups) {
    const at = boundingRectMm(group.boxes);
    const labelled = await labelsOf(group, print, obstacles, read);
    const above = await read(wordsAbove(print, at, obstacles, labelled.fromMm));
    const first = group.boxes[0]!;
    const fromAbove = identifierOf(above, `question_${page}_${fields.length + 1}`);
    // A row whose words stand to the left of its first box is a line of a table, named by them.
    const named = labelled.ownName === '' ? fromAbove : identifierOf(labelled.ownName, fromAbove);
    const codes = codesOf(labelled.labels);
    fields.push({
      at: first,
      field: {
        variable: giveName(named),
        kind: 'choice',
        // One box alone can only be ticked or not.
        multiple: group.boxes.length === 1 || SEVERAL.test(above),
        boxes: group.boxes.map((box, k) => ({ code: codes[k]!, rectMm: rounded(box) })),
      },
    });
  }
  for (const run of cellRuns) {
    const at = boundingRectMm(run);
    const variable = await name(at, run[0]!, run.length > MOST_DIGITS ? 'text' : 'number');
    const cells = run.map(rounded);
    fields.push({
      at,
      field:
        run.length > MOST_DIGITS ? { variable, kind: 'text', cells } : { variable, kind: 'digits', cells },
    });
  }
  for (const rect of writing) {
    fields.push({
      at: rect,
      field: { variable: await name(rect, rect, 'text'), kind: 'text', rectMm: rounded(rect) },
    });
  }
  return fields
    .sort((one, other) =>
      Math.abs(one.at.y - other.at.y) > 2 ? one.at.y - other.at.y : one.at.x - other.at.x,
    )
    .map(({ field }) => field);
};

interface GroupLabels {
  readonly labels: readonly string[];
  /** The words that name the group itself, where they stand beside it. */
  readonly ownName: string;
  /** Where the words above the group begin, in mm from the left. */
  readonly fromMm: number;
}

/** The words of each box of a group: to the right of it in a column, to the left where there are none. */
const labelsOf = async (
  group: BoxGroup,
  print: BlankPrint,
  obstacles: readonly RectMm[],
  read: (rect: RectMm | null) => Promise<string>,
): Promise<GroupLabels> => {
  const { boxes, direction } = group;
  const first = boxes[0]!;
  const left = wordsBeside(print, first, 'left', obstacles);
  if (direction === 'row' && boxes.length > 1) {
    const rights = boxes.map((box) => wordsBeside(print, box, 'right', obstacles));
    const isWorded = rights.slice(0, -1).every((rect) => rect !== null);
    const labels: string[] = [];
    for (const rect of rights) labels.push(isWorded ? await read(rect) : '');
    return { labels, ownName: await read(left), fromMm: (left?.x ?? first.x) - 2 };
  }
  const side = wordsBeside(print, first, 'right', obstacles) === null ? 'left' : 'right';
  const labels: string[] = [];
  for (const box of boxes) labels.push(await read(wordsBeside(print, box, side, obstacles)));
  return {
    labels,
    ownName: boxes.length === 1 ? labels[0]! : '',
    fromMm: (side === 'left' ? (left?.x ?? first.x) : first.x) - 2,
  };
};

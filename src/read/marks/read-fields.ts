import type { RectMm } from '../../domain/geometry.ts';
import type { ChoiceField, LayoutPage } from '../../domain/layout.ts';
import type { FieldReading } from '../../domain/page-read.ts';
import type { SeenMark } from '../../domain/seen-mark.ts';
import { readDigitsField } from '../digits/read-digits-field.ts';
import { isBilevel } from '../glass-streaks.ts';
import type { PageView } from '../page-view.ts';
import {
  decideMultipleChoice,
  decideSingleChoice,
  DEFAULT_TARGET_ERROR_RATE,
  habitOfFilling,
  type ChoiceDecision,
  type DecisionOptions,
  type JudgedBox,
} from './choice-decision.ts';
import { featureOf, type BoxFeatures } from './box-features.ts';
import { brokenFrameShare } from './broken-print.ts';
import { judgeCancelled, judgeGrain } from './clear-evidence.ts';
import { judgeSeenBox } from './judge-box.ts';
import type { BoxJudgement } from './mark-model.ts';
import { doubtPaleAnswer, markDarknesses, type WeighedBox } from './pale-beside-others.ts';
import { measurePageBoxes, type MeasuredPageBox } from './page-boxes.ts';
import { seenMarkOf } from './seen-mark.ts';
import { readTextField } from './text-ink.ts';
import { circledShare } from './wide-circle.ts';

/** A box is lost where less than this share of its frame shows, or of what the page's frames usually show. */
const FRAME_LOST = 0.3;
const FRAME_LOST_OF_USUAL = 0.45;
/**
 * Where the scan broke the printed frames it broke thin strokes too, and black and white breaks them anywhere: a crumb of ink may
 * be all that is left of a cross. Set on simulated rough scans at 150 dpi and on office scans in black and white (seed 504).
 */
const FRAMES_BROKEN = 0.95;
const CRUMB_SHARE = 0.002;
const CRUMB_DOUBT = 0.03;
/**
 * Share of the printed frames that is gone in a scan whose black was set too light. On simulated rough scans (seed 501) whole pages
 * of thin ticks were gone at 0.04 and 0.06; of other bilevel pages 1 in 30 reaches 0.003.
 */
const TOO_LIGHT = 0.004;
/** On the simulated office scans 1 empty box in 1,000 reaches 0.53; circled ones begin at 0.58. */
const CIRCLED = 0.52;
/** A blank field with a box that may as well be circled is a question; seen on simulated office scans (seed 312). */
const CIRCLED_AFTER_ALL = 0.1;
const NEUTRAL_HABIT = habitOfFilling({ marked: 0, filled: 0 });

/**
 * Reads every field of a placed page. Pure; never throws for what is on the paper. Values are codes of the layout;
 * `confidence` is the probability that state and value are right; `review` follows from `targetErrorRate`.
 */
export const readFields = (
  view: PageView,
  page: LayoutPage,
  options: Partial<DecisionOptions> = {},
): Record<string, FieldReading> => {
  const decisionOptions: DecisionOptions = {
    targetErrorRate: options.targetErrorRate ?? DEFAULT_TARGET_ERROR_RATE,
  };
  const choices = page.fields.filter((field) => field.kind === 'choice');
  const { fields: judged, isTooLight, circledBox } = judgeChoiceBoxes(view, page, choices);
  const decide = (field: ChoiceField, at: number, fillsHabitually: number): ChoiceDecision =>
    (field.multiple ? decideMultipleChoice : decideSingleChoice)(
      judged[at]!,
      fillsHabitually,
      decisionOptions,
    );

  // Once to learn how this person marks, and once knowing it.
  const first = choices.map((field, at) => decide(field, at, NEUTRAL_HABIT));
  const marked = first.reduce((sum, { signs }) => sum + signs.marked, 0);
  const filled = first.reduce((sum, { signs }) => sum + signs.filled, 0);
  const readings: Record<string, FieldReading> = {};
  const darknesses = markDarknesses(judged);
  choices.forEach((field, at) => {
    const own = first[at]!.signs;
    const habit = habitOfFilling({ marked: marked - own.marked, filled: filled - own.filled });
    const { reading } = decide(field, at, habit);
    const circled = reading.state === 'blank' ? circledBox(at) : null;
    readings[field.variable] =
      circled === null
        ? doubtContradiction(doubtPaleAnswer(reading, judged[at]!, darknesses, at), field)
        : doubtBlank(circled, field.multiple);
  });
  const doubtLight = (reading: FieldReading): FieldReading =>
    isTooLight && reading.state === 'blank'
      ? { ...reading, confidence: 0.5, review: true, reasons: [...(reading.reasons ?? []), 'scan-too-light'] }
      : reading;
  choices.forEach(({ variable }, at) => {
    const reading = doubtLight(readings[variable]!);
    readings[variable] = { ...reading, mark: seenMarkOf(reading, judged[at]!) };
  });
  for (const field of page.fields) {
    if (field.kind === 'text') {
      const rects = [...(field.cells ?? []), ...(field.rectMm === undefined ? [] : [field.rectMm])];
      readings[field.variable] = withMark(doubtLight(readTextField(view, rects)), 'other');
    } else if (field.kind === 'digits') {
      readings[field.variable] = withMark(
        doubtLight(readDigitsField(view, field, decisionOptions)),
        'digits',
      );
    }
  }
  return readings;
};

const withMark = (reading: FieldReading, mark: SeenMark): FieldReading => ({
  ...reading,
  mark: reading.state === 'blank' ? 'none' : mark,
});

interface JudgedBoxes {
  readonly fields: readonly (readonly (JudgedBox & WeighedBox)[])[];
  /** Whether the scan lost so much of the printed lines that it will have lost thin strokes as well. */
  readonly isTooLight: boolean;
  /** The code of the box in a field that a wide circle goes round, or null; too slow to ask of every field. */
  readonly circledBox: (field: number) => string | null;
}

const rectsOfPages = new WeakMap<LayoutPage, readonly RectMm[]>();

/** The boxes of a page's choice fields, the same array each time: what is known of it need not be found out again. */
const rectsOf = (page: LayoutPage, fields: readonly ChoiceField[]): readonly RectMm[] => {
  const rects = rectsOfPages.get(page) ?? fields.flatMap((field) => field.boxes.map(({ rectMm }) => rectMm));
  rectsOfPages.set(page, rects);
  return rects;
};

const judgeChoiceBoxes = (view: PageView, page: LayoutPage, fields: readonly ChoiceField[]): JudgedBoxes => {
  const rects = rectsOf(page, fields);
  const measured = measurePageBoxes(view, rects);
  const seen = measured.map(({ frameSeen }) => frameSeen).sort((one, other) => one - other);
  const usuallySeen = seen[seen.length >> 1] ?? 1;
  const lostBelow = Math.min(FRAME_LOST, FRAME_LOST_OF_USUAL * usuallySeen);
  // Bare boxes share their features, and so their judgement.
  const judgements = new Map<BoxFeatures, BoxJudgement>();
  const judge = ({ features, image }: MeasuredPageBox): BoxJudgement => {
    const known = judgements.get(features) ?? judgeGrain(features, judgeSeenBox(features, image));
    judgements.set(features, known);
    return known;
  };
  let isBroken: boolean | null = null;
  /** Asked where a box may hold a crumb, and once a page: it takes as long as judging several boxes. */
  const breaksStrokes = (): boolean => (isBroken ??= usuallySeen < FRAMES_BROKEN || isBilevel(view.image));
  const firstBoxes: number[] = [];
  let next = 0;
  const judged = fields.map((field) => {
    firstBoxes.push(next);
    const boxes = field.boxes.map(({ code }) => {
      const box = measured[next++]!;
      const { features, frameSeen } = box;
      const judged = judge(box);
      const isCrumb =
        judged.marked < CRUMB_DOUBT && featureOf(features, 'faintShare') > CRUMB_SHARE && breaksStrokes();
      return {
        code,
        features,
        judgement: isCrumb ? doubtEmpty(judged) : judged,
        found: frameSeen >= lostBelow && frameSeen > 0,
      };
    });
    if (field.multiple) return boxes;
    const inField = judgeCancelled(boxes);
    return boxes.map((box, at) => ({ ...box, judgement: inField[at]! }));
  });
  const circledBox = (field: number): string | null => {
    const likely = judged[field]!.find(({ judgement }) => judgement.circled > CIRCLED_AFTER_ALL);
    if (likely !== undefined) return likely.code;
    // On an adopted form the layout does not say what is printed around a box, and print may go round it.
    if (view.reference !== null) return null;
    const circled = judged[field]!.find((_, at) => {
      const box = firstBoxes[field]! + at;
      return circledShare(view, rects[box]!, measured[box]!.located, rects) > CIRCLED;
    });
    return circled?.code ?? null;
  };
  const located = measured.map((box) => box.located);
  // Gray shows a line that pales; only black and white loses it.
  const isTooLight = brokenFrameShare(located, view) > TOO_LIGHT && isBilevel(view.image);
  return { fields: judged, isTooLight, circledBox };
};

/** The judgement with the chance of a mark, which is below `CRUMB_DOUBT`, raised to it. */
const doubtEmpty = (judgement: BoxJudgement): BoxJudgement => ({
  ...judgement,
  marked: CRUMB_DOUBT,
  empty: Math.max(0, judgement.empty - CRUMB_DOUBT + judgement.marked),
});

/** "None of these" marked beside one of these: what the person meant is a question, however plain the marks are. */
const doubtContradiction = (reading: FieldReading, { exclusive }: ChoiceField): FieldReading => {
  const { value, reasons = [] } = reading;
  const isContradiction =
    Array.isArray(value) && value.length > 1 && value.some((code) => exclusive?.includes(code));
  return isContradiction
    ? { ...reading, review: true, reasons: [...reasons, 'exclusive-with-others'] }
    : reading;
};

/** A field whose boxes are empty but for a line around one of them. */
const doubtBlank = (code: string, multiple: boolean): FieldReading => ({
  state: 'unclear',
  value: null,
  confidence: 0.5,
  review: true,
  reasons: ['mark-outside-box'],
  alternatives: [{ value: multiple ? [code] : code, confidence: 0.5 }],
});

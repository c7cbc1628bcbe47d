import type { PointMm, RectMm } from '../../../domain/geometry.ts';

/** Numbers in 0..1 from a seed (mulberry32), with the draws that marks need. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!;
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

export interface Pen {
  readonly widthMm: number;
  /** 0..1 of solid black. */
  readonly darkness: number;
  /** Share of the paper's grain that stays white under it: 0 for ink, up to 0.6 for pencil. */
  readonly grain: number;
}

export interface Stroke {
  readonly pointsMm: readonly PointMm[];
  readonly pen: Pen;
}

export const PEN_KINDS = ['ballpoint', 'gel', 'felt', 'pencil', 'hard-pencil'] as const;
export type PenKind = (typeof PEN_KINDS)[number];

/** Ranges of width (mm), darkness and grain by kind of pen. */
const PENS: Readonly<Record<PenKind, readonly (readonly [number, number])[]>> = {
  ballpoint: [
    [0.25, 0.5],
    [0.5, 0.9],
    [0, 0.2],
  ],
  gel: [
    [0.35, 0.7],
    [0.75, 1],
    [0, 0],
  ],
  felt: [
    [0.7, 1.3],
    [0.8, 1],
    [0, 0],
  ],
  pencil: [
    [0.3, 0.7],
    [0.3, 0.65],
    [0.1, 0.45],
  ],
  'hard-pencil': [
    [0.3, 0.6],
    [0.2, 0.36],
    [0.1, 0.4],
  ],
};

export const drawPen = (dice: Dice, kind: PenKind): Pen => {
  const [width, darkness, grain] = PENS[kind];
  return {
    widthMm: dice.between(...width!),
    darkness: dice.between(...darkness!),
    grain: dice.between(...grain!),
  };
};

/** What a hand does to a box, and what the box then is to the reader. */
export const DRAWN_MARKS = {
  nothing: 'empty',
  'rubbed-out': 'empty',
  cross: 'marked',
  'thick-cross': 'marked',
  tick: 'marked',
  slash: 'marked',
  bar: 'marked',
  dot: 'marked',
  ring: 'marked',
  zigzag: 'marked',
  star: 'marked',
  fill: 'filled',
  'round-fill': 'filled',
  blacken: 'filled',
  'scratch-out': 'filled',
  circle: 'circled',
} as const;
export type DrawnMark = keyof typeof DRAWN_MARKS;
export const DRAWN_MARK_NAMES = Object.keys(DRAWN_MARKS) as DrawnMark[];

interface Hand {
  readonly dice: Dice;
  readonly box: RectMm;
  readonly pen: Pen;
  /** Middle of the mark, and half the box's sides. */
  readonly x: number;
  readonly y: number;
  readonly halfX: number;
  readonly halfY: number;
}

/** Marks long enough that one that is far beside the middle is still in its box. */
const WIDE_MARKS: ReadonlySet<DrawnMark> = new Set(['cross', 'tick', 'slash']);
/** How far beside the middle marks lie, as a share of the box: one in eight of a careless hand's. */
const sloppinessOf = (draw: number): number =>
  draw < 0.12 ? 0.13 + 0.9 * draw : 0.02 + 0.125 * (draw - 0.12);

/** The strokes of one mark in the page frame; the box is the middle of its printed line. */
export const drawMark = (dice: Dice, box: RectMm, mark: DrawnMark, pen: Pen): Stroke[] => {
  const sloppy = WIDE_MARKS.has(mark) ? sloppinessOf(dice.next()) : dice.between(0.02, 0.13);
  const hand: Hand = {
    dice,
    box,
    pen,
    x: box.x + box.width / 2 + dice.normal() * sloppy * box.width,
    y: box.y + box.height / 2 + dice.normal() * sloppy * box.height,
    halfX: box.width / 2,
    halfY: box.height / 2,
  };
  return MARK_HANDS[mark](hand);
};

const line = (hand: Hand, from: PointMm, to: PointMm, bow = 0.06): Stroke => {
  const { dice, pen } = hand;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const bend = dice.normal() * bow * length;
  const shiver = 0.02 * length * dice.next();
  const normalX = -(to.y - from.y) / (length || 1);
  const normalY = (to.x - from.x) / (length || 1);
  const steps = 8;
  const pointsMm: PointMm[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const off = bend * 4 * t * (1 - t) + shiver * dice.normal();
    pointsMm.push({
      x: from.x + (to.x - from.x) * t + normalX * off,
      y: from.y + (to.y - from.y) * t + normalY * off,
    });
  }
  return { pointsMm, pen };
};

/** A line through the mark's middle at `angle` (radians, y down), `reach` times as long as the box is wide there. */
const through = (hand: Hand, angle: number, reach: number): Stroke => {
  const dx = Math.cos(angle) * hand.halfX * 1.3 * reach;
  const dy = Math.sin(angle) * hand.halfY * 1.3 * reach;
  const { dice } = hand;
  const start = dice.between(0.85, 1.1);
  const end = dice.between(0.85, 1.1);
  return line(
    hand,
    { x: hand.x - dx * start, y: hand.y - dy * start },
    { x: hand.x + dx * end, y: hand.y + dy * end },
  );
};

const cross = (hand: Hand, reach: number): Stroke[] => {
  const { dice } = hand;
  const tilt = dice.normal() * 0.12;
  return [
    through(hand, Math.PI / 4 + tilt + dice.normal() * 0.1, reach * dice.between(0.85, 1.15)),
    through(hand, -Math.PI / 4 + tilt + dice.normal() * 0.1, reach * dice.between(0.85, 1.15)),
  ];
};

const zigzag = (hand: Hand, turns: number, reachX: number, reachY: number, angle: number): Stroke[] => {
  const { dice, pen } = hand;
  const pointsMm: PointMm[] = [];
  for (let i = 0; i <= turns; i++) {
    const along = ((i / turns) * 2 - 1) * reachX + dice.normal() * (0.25 / turns);
    const across = (i % 2 === 0 ? -1 : 1) * reachY * dice.between(0.8, 1.08);
    const u = along * Math.cos(angle) - across * Math.sin(angle);
    const v = along * Math.sin(angle) + across * Math.cos(angle);
    pointsMm.push({ x: hand.x + u * hand.halfX, y: hand.y + v * hand.halfY });
  }
  return [{ pointsMm, pen }];
};

/** To and fro, close enough that little paper shows: turns follow from the pen's width. */
const coat = (hand: Hand, reachX: number, reachY: number, gapInPens: number, angle: number): Stroke[] => {
  const spanMm = 2 * reachX * Math.min(hand.halfX, hand.halfY);
  return zigzag(
    hand,
    Math.max(5, Math.ceil((spanMm / (hand.pen.widthMm * gapInPens)) * 1)),
    reachX,
    reachY,
    angle,
  );
};

const ellipse = (hand: Hand, reachX: number, reachY: number, turns: number): Stroke => {
  const { dice, pen } = hand;
  const start = dice.between(0, 2 * Math.PI);
  const squeeze = dice.between(-0.12, 0.12);
  const wobble = dice.between(0, 2 * Math.PI);
  const drift = dice.normal() * 0.08;
  const pointsMm: PointMm[] = [];
  const steps = Math.ceil(24 * turns);
  for (let i = 0; i <= steps; i++) {
    const t = start + (i / steps) * turns * 2 * Math.PI;
    const r = 1 + 0.06 * Math.sin(2 * t + wobble) + drift * (i / steps);
    pointsMm.push({
      x: hand.x + Math.cos(t) * reachX * r * hand.halfX * (1 + squeeze),
      y: hand.y + Math.sin(t) * reachY * r * hand.halfY * (1 - squeeze),
    });
  }
  return { pointsMm, pen };
};

const spiral = (hand: Hand, reach: number, gapInPens: number): Stroke => {
  const { dice, pen } = hand;
  const radiusMm = reach * Math.min(hand.halfX, hand.halfY);
  const turns = Math.max(1, radiusMm / (pen.widthMm * gapInPens));
  const steps = Math.ceil(turns * 16);
  const pointsMm: PointMm[] = [];
  for (let i = 0; i <= steps; i++) {
    const share = i / steps;
    const t = share * turns * 2 * Math.PI;
    const r = share * reach * dice.between(0.93, 1.05);
    pointsMm.push({ x: hand.x + Math.cos(t) * r * hand.halfX, y: hand.y + Math.sin(t) * r * hand.halfY });
  }
  return { pointsMm, pen };
};

/** How far below the middle a tick's low end lies, in halves of the box: one in seven reaches the printed line. */
const lowEndOf = (draw: number): number => (draw < 0.15 ? 0.85 + 2 * draw : 0.3 + 0.65 * (draw - 0.15));

/** What an eraser leaves: the mark's ghost, paler than show-through mostly, and graphite spread over the paper. */
const rubbedOut = (hand: Hand): Stroke[] => {
  const { dice } = hand;
  const ghost: Hand = {
    ...hand,
    pen: { widthMm: hand.pen.widthMm * dice.between(1, 1.5), darkness: dice.between(0.03, 0.13), grain: 0.4 },
  };
  const smear: Pen = { widthMm: dice.between(0.8, 2), darkness: dice.between(0.01, 0.05), grain: 0.5 };
  const angle = dice.between(0, Math.PI);
  const mark = dice.chance(0.6) ? cross(ghost, dice.between(0.6, 1.1)) : MARK_HANDS.tick(ghost);
  return [...mark, ...[0, 1].map(() => through({ ...hand, pen: smear }, angle, dice.between(0.8, 1.5)))];
};

const MARK_HANDS: Readonly<Record<DrawnMark, (hand: Hand) => Stroke[]>> = {
  nothing: () => [],
  'rubbed-out': (hand) => rubbedOut(hand),
  cross: (hand) =>
    cross(hand, hand.dice.chance(0.25) ? hand.dice.between(1, 1.6) : hand.dice.between(0.5, 1.05)),
  'thick-cross': (hand) => {
    const { dice } = hand;
    const reach = dice.between(0.7, 1.2);
    const again = dice.whole(2, 4);
    return Array.from({ length: again }, () =>
      cross(
        {
          ...hand,
          x: hand.x + dice.normal() * 0.09 * hand.box.width,
          y: hand.y + dice.normal() * 0.09 * hand.box.height,
        },
        reach,
      ),
    ).flat();
  },
  tick: (hand) => {
    const { dice } = hand;
    const tail = dice.chance(0.35) ? dice.between(1, 2.2) : dice.between(0.4, 1);
    const low = {
      x: hand.x + dice.between(-0.35, 0.1) * hand.halfX,
      y: hand.y + lowEndOf(dice.next()) * hand.halfY,
    };
    const start = {
      x: low.x - dice.between(0.25, 0.7) * hand.halfX,
      y: low.y - dice.between(0.3, 0.9) * hand.halfY,
    };
    const end = { x: low.x + tail * hand.halfX * dice.between(0.7, 1.2), y: low.y - tail * 1.3 * hand.halfY };
    // Two in five swing: one round stroke more than two straight ones.
    const bow = dice.chance(0.4) ? dice.between(0.1, 0.25) : 0.06;
    return [line(hand, start, low, bow), line(hand, low, end, bow)];
  },
  slash: (hand) => [
    through(
      hand,
      (hand.dice.chance(0.75) ? -1 : 1) * (Math.PI / 4 + hand.dice.normal() * 0.2),
      hand.dice.between(0.6, 1.3),
    ),
  ],
  bar: (hand) => [
    through(
      hand,
      (hand.dice.chance(0.5) ? Math.PI / 2 : 0) + hand.dice.normal() * 0.1,
      hand.dice.between(0.45, 1.2),
    ),
  ],
  dot: (hand) => [spiral(hand, hand.dice.between(0.14, 0.42), 0.8)],
  ring: (hand) => [
    ellipse(hand, hand.dice.between(0.35, 0.75), hand.dice.between(0.35, 0.75), hand.dice.between(0.9, 1.3)),
  ],
  zigzag: (hand) => {
    const { dice } = hand;
    const reach = dice.between(0.45, 1);
    const most = Math.max(3, Math.floor((2 * reach * hand.halfX) / (hand.pen.widthMm * 2.6)));
    return zigzag(
      hand,
      dice.whole(3, Math.min(8, most)),
      reach,
      dice.between(0.3, 0.95),
      dice.pick([0, 0, -0.6, 1.57]),
    );
  },
  star: (hand) => [
    ...cross(hand, hand.dice.between(0.6, 1)),
    through(hand, hand.dice.pick([0, Math.PI / 2]), hand.dice.between(0.5, 1)),
  ],
  fill: (hand) =>
    coat(
      { ...hand, x: (hand.x + hand.box.x + hand.halfX) / 2, y: (hand.y + hand.box.y + hand.halfY) / 2 },
      hand.dice.between(0.92, 1.1),
      hand.dice.between(0.92, 1.12),
      hand.dice.between(0.5, 0.9),
      hand.dice.pick([0, 1.57, -0.5]),
    ),
  'round-fill': (hand) => [
    spiral(
      { ...hand, x: hand.box.x + hand.halfX, y: hand.box.y + hand.halfY },
      hand.dice.between(1, 1.2),
      hand.dice.between(0.5, 0.8),
    ),
  ],
  blacken: (hand) => {
    const { dice } = hand;
    const middle = {
      ...hand,
      x: (hand.x + hand.box.x + hand.halfX) / 2,
      y: (hand.y + hand.box.y + hand.halfY) / 2,
    };
    return [
      ...coat(middle, 1.05, dice.between(0.95, 1.15), 0.7, 0),
      ...coat(middle, 1.05, dice.between(0.95, 1.15), 0.7, 1.57),
    ];
  },
  'scratch-out': (hand) => {
    const { dice } = hand;
    return [
      ...cross(hand, dice.between(0.7, 1.1)),
      ...coat(
        hand,
        dice.between(0.95, 1.3),
        dice.between(0.9, 1.2),
        dice.between(0.7, 1),
        dice.between(-0.6, 0.6),
      ),
    ];
  },
  circle: (hand) => [
    ellipse(hand, hand.dice.between(1.2, 1.9), hand.dice.between(1.2, 1.9), hand.dice.between(0.85, 1.4)),
  ],
};

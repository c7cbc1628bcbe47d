/** What lies on a drawn page that nobody wrote: the back side's print, specks, stains, and streaks of dirty glass. */
import type { Dice, Pen, Stroke } from './drawn-strokes.ts';

/** What is printed on the other side, as it shines through. */
export const drawBackSide = (dice: Dice, widthMm: number, heightMm: number, darkness: number): Stroke[] => {
  const pen: Pen = { widthMm: dice.between(0.3, 0.8), darkness, grain: 0 };
  const strokes: Stroke[] = [];
  const count = Math.round((widthMm * heightMm) / 40);
  for (let i = 0; i < count; i++) {
    const x = dice.between(0, widthMm);
    const y = dice.between(0, heightMm);
    const length = dice.between(0.5, 6);
    const angle = dice.pick([0, 0.1, 1.57, dice.between(0, 3.14)]);
    strokes.push({
      pointsMm: [
        { x, y },
        { x: x + Math.cos(angle) * length, y: y + Math.sin(angle) * length },
      ],
      pen,
    });
  }
  return strokes;
};

/** Dust and crumbs of toner. */
export const drawSpecks = (dice: Dice, widthMm: number, heightMm: number, perCm2: number): Stroke[] =>
  Array.from({ length: Math.round((widthMm * heightMm * perCm2) / 100) }, () => {
    const at = { x: dice.between(0, widthMm), y: dice.between(0, heightMm) };
    const size = dice.between(0.05, 0.25);
    return {
      pointsMm: [at, { x: at.x + dice.normal() * size, y: at.y + dice.normal() * size }],
      pen: { widthMm: size, darkness: dice.between(0.2, 1), grain: 0 },
    };
  });

/** Arcs of the darker rim that a drop leaves, of any size. */
export const drawStains = (dice: Dice, widthMm: number, heightMm: number, count: number): Stroke[] =>
  Array.from({ length: count }, () => {
    const at = { x: dice.between(0, widthMm), y: dice.between(0, heightMm) };
    const radius = dice.between(2, 30);
    const squeeze = dice.between(0.6, 1);
    const pointsMm = Array.from({ length: 41 }, (_, i) => ({
      x: at.x + radius * Math.cos((i / 40) * 2 * Math.PI),
      y: at.y + radius * squeeze * Math.sin((i / 40) * 2 * Math.PI),
    }));
    return {
      pointsMm,
      pen: { widthMm: dice.between(0.5, 4), darkness: dice.between(0.05, 0.4), grain: 0.3 },
    };
  });

/** Along one of the page's axes from edge to edge, as thin as a hair or as a pen's stroke. */
export const drawStreaks = (dice: Dice, widthMm: number, heightMm: number, count: number): Stroke[] => {
  if (count === 0) return [];
  const upright = dice.chance(0.5);
  return Array.from({ length: count }, () => {
    const at = dice.between(0, upright ? widthMm : heightMm);
    const pointsMm = upright
      ? [
          { x: at, y: 0 },
          { x: at, y: heightMm },
        ]
      : [
          { x: 0, y: at },
          { x: widthMm, y: at },
        ];
    return {
      pointsMm,
      pen: { widthMm: dice.between(0.1, 0.45), darkness: dice.between(0.1, 0.8), grain: 0 },
    };
  });
};

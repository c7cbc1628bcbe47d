/** Colours of charts: told apart by who sees no red or green, and by how dark they are in print. */

/** Of what falls short, darkest first, and of what reaches the top, darkest last. */
const SHORT = ['#8c3b00', '#b75d14', '#d98a3f', '#edb983', '#f6dcc0'] as const;
const MIDDLE = '#d9d9d6';
const TOP = ['#bcd7ea', '#7fb2d6', '#3f87b8', '#145c8c', '#0b3c5d'] as const;

export const MAIN = '#145c8c';
export const MUTED = '#8a9099';

/** `count` of a ramp's colours, as far apart as they go, its darkest among them. */
const spread = (ramp: readonly string[], count: number, darkestAt: 'start' | 'end'): string[] =>
  Array.from({ length: count }, (_, place) => {
    const from = darkestAt === 'start' ? place : count - 1 - place;
    const at = count === 1 ? 0 : Math.round((from * (ramp.length - 1)) / Math.max(count - 1, 1));
    return (darkestAt === 'start' ? ramp[at] : ramp[ramp.length - 1 - at]) ?? MIDDLE;
  });

/** A colour for each category in its order: those below, those in the middle, those that reach the top. */
export const divergingColours = (below: number, middle: number, top: number): string[] => [
  ...spread(SHORT, below, 'start'),
  ...Array.from({ length: middle }, () => MIDDLE),
  ...spread(TOP, top, 'end'),
];

/** Black or white, whichever is read more easily on the colour (WCAG's contrast). */
export const inkOn = (colour: string): string => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? '#ffffff' : '#1a1a1a';
};

/**
 * A chart's SVG as drawings for paper. It knows what charts are made of (groups, rectangles, circles, lines, paths of
 * straight pieces, text of one line or several) and refuses anything else, so that nothing is left out unseen.
 */
import type { Colour, Drawing, Face, OutlineStep } from '../../print/drawing.ts';
import { MM_PER_PT } from '../../print/measures.ts';
import { widthOfWordsMm } from '../../print/typeface.ts';

export interface SvgPlace {
  /** Where the SVG's top left corner comes on the page. */
  readonly xMm: number;
  readonly yMm: number;
  readonly mmPerPx: number;
}

/** What an element takes over from those around it. */
interface Style {
  /** Of the origin, in the SVG's px. */
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeOpacity: number;
  readonly fontSize: number;
  readonly bold: boolean;
  readonly anchor: string;
}

const INK = '#1a1a1a';
/** Handles of the curves that make a circle, in radii. */
const ROUND = 0.5523;

const colourOf = (text: string, opacity = 1): Colour | null => {
  if (text === 'none') return null;
  const hex = text === 'currentColor' ? INK : text === 'white' ? '#ffffff' : text;
  if (!/^#[0-9a-f]{6}$/u.test(hex)) throw new Error(`A chart has the colour ${text}.`);
  const part = (at: number): number => 1 - opacity * (1 - Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
};

const number = (element: Element, name: string): number => Number(element.getAttribute(name) ?? '0');

const styleIn = (element: Element, around: Style): Style => {
  const transform = element.getAttribute('transform') ?? '';
  const [, x = '0', y = '0'] = /^translate\(([-\d.e]+),([-\d.e]+)\)$/u.exec(transform) ?? [];
  if (transform !== '' && !transform.startsWith('translate('))
    throw new Error(`A chart is turned: ${transform}`);
  const weight = element.getAttribute('font-weight');
  const own = (name: string, otherwise: string): string => element.getAttribute(name) ?? otherwise;
  return {
    x: around.x + Number(x),
    y: around.y + Number(y),
    fill: own('fill', around.fill),
    stroke: own('stroke', around.stroke),
    strokeWidth: Number(own('stroke-width', String(around.strokeWidth))),
    strokeOpacity: Number(own('stroke-opacity', String(around.strokeOpacity))),
    fontSize: Number(own('font-size', String(around.fontSize))),
    bold: weight === null ? around.bold : Number(weight) >= 600,
    anchor: own('text-anchor', around.anchor),
  };
};

/** A length of text such as `0.32em`, in px. */
const emPx = (text: string | null, fontSize: number): number =>
  text === null ? 0 : text.endsWith('em') ? Number(text.slice(0, -2)) * fontSize : Number(text);

const circle = (x: number, y: number, r: number): OutlineStep[] => [
  ['M', x + r, y],
  ['C', x + r, y + r * ROUND, x + r * ROUND, y + r, x, y + r],
  ['C', x - r * ROUND, y + r, x - r, y + r * ROUND, x - r, y],
  ['C', x - r, y - r * ROUND, x - r * ROUND, y - r, x, y - r],
  ['C', x + r * ROUND, y - r, x + r, y - r * ROUND, x + r, y],
  ['Z'],
];

/** Straight pieces: `M0,0L-6,0`. */
const pathSteps = (data: string): OutlineStep[] =>
  [...data.matchAll(/([A-Za-z])([^A-Za-z]*)/gu)].map(([all, letter, numbers = '']): OutlineStep => {
    const [x = Number.NaN, y = Number.NaN] = numbers.split(',').map(Number);
    if (letter === 'Z') return ['Z'];
    if ((letter !== 'M' && letter !== 'L') || Number.isNaN(x + y))
      throw new Error(`A chart has a path of ${all}.`);
    return [letter, x, y];
  });

const outlineOf = (element: Element): OutlineStep[] => {
  const get = (name: string): number => number(element, name);
  switch (element.tagName.toLowerCase()) {
    case 'rect': {
      const [x, y, right, bottom] = [get('x'), get('y'), get('x') + get('width'), get('y') + get('height')];
      return [['M', x, y], ['L', right, y], ['L', right, bottom], ['L', x, bottom], ['Z']];
    }
    case 'circle':
      return circle(get('cx'), get('cy'), get('r'));
    case 'line':
      return [
        ['M', get('x1'), get('y1')],
        ['L', get('x2'), get('y2')],
      ];
    case 'path':
      return pathSteps(element.getAttribute('d') ?? '');
  }
  throw new Error(`A chart has a <${element.tagName}>.`);
};

const drawText = (element: Element, style: Style, place: SvgPlace): Drawing[] => {
  const lines = [...element.children];
  const face: Face = style.bold ? 'semibold' : 'regular';
  const sizePt = (style.fontSize * place.mmPerPx) / MM_PER_PT;
  const colour = colourOf(style.fill) ?? undefined;
  let down = emPx(element.getAttribute('y'), style.fontSize);
  return (lines.length === 0 ? [element] : lines).map((line): Drawing => {
    if (line !== element) {
      const y = line.getAttribute('y');
      down = y === null ? down + emPx(line.getAttribute('dy'), style.fontSize) : emPx(y, style.fontSize);
    }
    const words = line.textContent ?? '';
    const widthMm = widthOfWordsMm(words, face, sizePt);
    const back = style.anchor === 'end' ? widthMm : style.anchor === 'middle' ? widthMm / 2 : 0;
    return {
      kind: 'words',
      words,
      xMm: place.xMm + style.x * place.mmPerPx - back,
      baselineMm: place.yMm + (style.y + down) * place.mmPerPx,
      face,
      sizePt,
      gray: 0,
      ...(colour === undefined ? {} : { colour }),
    };
  });
};

const drawElement = (element: Element, around: Style, place: SvgPlace): Drawing[] => {
  const tag = element.tagName.toLowerCase();
  if (tag === 'style') return [];
  const style = styleIn(element, around);
  if (tag === 'g' || tag === 'svg')
    return [...element.children].flatMap((child) => drawElement(child, style, place));
  if (tag === 'text') return drawText(element, style, place);
  const xMm = (x: number): number => place.xMm + (style.x + x) * place.mmPerPx;
  const yMm = (y: number): number => place.yMm + (style.y + y) * place.mmPerPx;
  const stroke = colourOf(style.stroke, style.strokeOpacity);
  return [
    {
      kind: 'shape',
      outline: outlineOf(element).map((step): OutlineStep => {
        if (step[0] === 'Z') return step;
        if (step[0] !== 'C') return [step[0], xMm(step[1]), yMm(step[2])];
        return ['C', xMm(step[1]), yMm(step[2]), xMm(step[3]), yMm(step[4]), xMm(step[5]), yMm(step[6])];
      }),
      fill: tag === 'line' ? null : colourOf(style.fill),
      stroke: stroke === null ? null : { colour: stroke, lineMm: style.strokeWidth * place.mmPerPx },
    },
  ];
};

/** The SVG's drawings, where `place` says. */
export const drawingsOfSvg = (svg: SVGSVGElement, place: SvgPlace): Drawing[] =>
  drawElement(
    svg,
    {
      x: 0,
      y: 0,
      fill: 'currentColor',
      stroke: 'none',
      strokeWidth: 1,
      strokeOpacity: 1,
      fontSize: 10,
      bold: false,
      anchor: 'start',
    },
    place,
  );

import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { chartsOf } from '../../../src/results/charts/charts.ts';
import { REPORT_WORDS } from '../../../src/results/charts/report-words.ts';
import { drawingsOfSvg } from '../../../src/results/report/svg-drawings.ts';
import { samplePublication } from './sample-publication.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const svgOf = (inner: string): SVGSVGElement => {
  document.body.innerHTML = `<svg>${inner}</svg>`;
  return document.querySelector('svg') as unknown as SVGSVGElement;
};
const PLACE = { xMm: 10, yMm: 20, mmPerPx: 0.25 };

describe('a chart on paper', () => {
  it('has each shape in its place and colour', () => {
    const drawings = drawingsOfSvg(
      svgOf('<g transform="translate(4,8)" fill="#ff0000"><rect x="0" y="0" width="8" height="4"/></g>'),
      PLACE,
    );
    expect(drawings).toEqual([
      {
        kind: 'shape',
        outline: [['M', 11, 22], ['L', 13, 22], ['L', 13, 23], ['L', 11, 23], ['Z']],
        fill: [1, 0, 0],
        stroke: null,
      },
    ]);
  });

  it('refuses what it cannot draw, rather than leave it out', () => {
    for (const inner of [
      '<ellipse rx="1" ry="1"/>',
      '<path d="M0,0A1,1,0,0,0,2,2"/>',
      '<rect fill="tomato"/>',
    ])
      expect(() => drawingsOfSvg(svgOf(inner), PLACE)).toThrow(/chart has/u);
    expect(() => drawingsOfSvg(svgOf('<g transform="rotate(-90)"/>'), PLACE)).toThrow(/turned/u);
  });

  it('says every word of every chart that there is, and stays within its frame', () => {
    const waves = [samplePublication('2026-Q2'), samplePublication('2026-Q3')];
    const charts = chartsOf(waves, 'nl', REPORT_WORDS.nl);
    expect(charts.map(({ id }) => id)).toEqual([
      'marks',
      'trend',
      'distributions',
      'ranking',
      'importance',
      'response',
    ]);
    for (const chart of charts) {
      const svg = chart.draw(document);
      const drawings = drawingsOfSvg(svg, { xMm: 0, yMm: 0, mmPerPx: 1 });
      const said = drawings.flatMap((drawing) => (drawing.kind === 'words' ? [drawing.words] : [])).join('');
      const written = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent).join('');
      expect(said).toBe(written);
      const height = Number(svg.getAttribute('height'));
      for (const drawing of drawings) {
        if (drawing.kind === 'words') expect(drawing.xMm).toBeGreaterThanOrEqual(0);
        const ys =
          drawing.kind === 'shape'
            ? drawing.outline.flatMap((step) => (step[0] === 'Z' ? [] : [step[2]]))
            : [];
        for (const y of ys) expect(y >= 0 && y <= height).toBe(true);
      }
    }
  });

  it('has a table with the figures that it draws', () => {
    const [marks] = chartsOf([samplePublication('2026-Q3')], 'en', REPORT_WORDS.en);
    expect(marks?.table.rows[0]).toEqual(['Journey as a whole (7–10)', '79 %', '76 % – 82 %', '1240']);
    expect(marks?.table.rows).toHaveLength(8);
  });
});

/** The report that a board reads, as PDF: charts, then every table that is published, then how they were made. */
import { wordsIn } from '../../rows/data-set.ts';
import type { Drawing } from '../../print/drawing.ts';
import { PAPERS } from '../../print/measures.ts';
import { breakLines, drawLines } from '../../print/paragraph.ts';
import { PdfDocument } from '../../print/pdf-document.ts';
import { chartsOf } from '../charts/charts.ts';
import { tablesOf } from '../charts/item-table.ts';
import { markItems, sayNotes, sayPerturbed, sayTop } from '../charts/published-items.ts';
import { sayCount, sayMark, sayPercent, type ReportWords } from '../charts/words.ts';
import type { Publication } from '../publication-format.ts';
import { flowOverPages, type FlowBlock } from './page-flow.ts';
import {
  BODY,
  chartBlock,
  chartTableBlocks,
  HEADING,
  keyFigureBlock,
  LEFT_MM,
  SUBTITLE,
  tableBlocks,
  textBlock,
  TITLE,
  WIDTH_MM,
  type KeyFigure,
} from './report-blocks.ts';

const TOP_MM = 20;
const FOOT_MM = 14;

const howBlocks = (publication: Publication, words: ReportWords): FlowBlock[] => {
  const { minimumCell, minimumBase, flaggedBase, baseStep } = publication.rules;
  const rules = words.rules({
    minimumCell: sayCount(minimumCell, words),
    minimumBase: sayCount(minimumBase, words),
    flaggedBase: sayCount(flaggedBase, words),
    baseStep: sayCount(baseStep, words),
  });
  return [
    textBlock(words.how, HEADING, { gapMm: 8, withNext: true }),
    ...[
      rules,
      ...sayNotes(publication, words),
      `– ${words.withheld}; * ${words.small}; ▲ ${words.change.up}; ▼ ${words.change.down}. ${words.aboveNote}`,
    ].map((text) => textBlock(text, BODY, { gapMm: 1.5 })),
  ];
};

/** What the first mark says, and how many took part. */
const keyFigures = (publication: Publication, language: string, words: ReportWords): KeyFigure[] => {
  const first = markItems(publication, language).find(({ item }) => item.whole.top !== null);
  const { top = null, mean = null } = first?.item.whole ?? {};
  const within = (margin: number | null, say: (value: number) => string): string =>
    margin === null ? '' : `± ${say(margin)} (${words.interval})`;
  const percent = (value: number): string => sayPercent(value, words);
  const mark = (value: number): string => sayMark(value, words);
  const score = publication.items.flatMap(({ whole: { nps } }) => nps ?? [])[0];
  return [
    ...(first === undefined || top === null
      ? []
      : [
          {
            figure: percent(top.value),
            label: `${sayTop(first.item, language)}: ${first.label}`,
            detail: within(top.margin, percent),
          },
        ]),
    ...(first === undefined || mean === null
      ? []
      : [
          {
            figure: mark(mean.value),
            label: `${words.mean}: ${first.label}`,
            detail: within(mean.margin, mark),
          },
        ]),
    ...(score === undefined
      ? []
      : [
          {
            figure: `${score.value > 0 ? '+' : ''}${sayCount(score.value, words)}`,
            label: words.nps,
            detail: within(score.margin, (value) => sayCount(value, words)),
          },
        ]),
    {
      figure: sayCount(publication.respondents, words),
      label: words.respondents('').trim(),
      detail: `${words.wave} ${publication.wave}`,
    },
  ];
};

const foot = (text: string, page: string, heightMm: number): Drawing[] => {
  const line = (words: string, align: 'left' | 'right'): Drawing[] =>
    drawLines(breakLines([{ words, face: 'regular', gray: 0.4 }], 8, WIDTH_MM), {
      xMm: LEFT_MM,
      baselineMm: heightMm - FOOT_MM + 4,
      lineMm: 4,
      sizePt: 8,
      align,
      widthMm: WIDTH_MM,
    });
  return [...line(text, 'left'), ...line(page, 'right')];
};

/**
 * The report of a wave.
 * @param publications  of the survey, one a wave, oldest first; the last is the one reported
 * @param language  of the questionnaire's texts; `words` speaks the same
 * @returns an A4 PDF
 */
export const reportPdf = async (
  publications: readonly Publication[],
  language: string,
  words: ReportWords,
): Promise<Uint8Array> => {
  const publication = publications.at(-1);
  if (publication === undefined) throw new Error('There is no publication to report.');
  const title = wordsIn(publication.title, language);
  const about = `${words.wave} ${publication.wave} · ${words.edition(publication.edition)} · ${words.respondents(sayCount(publication.respondents, words))}`;
  const perturbed = sayPerturbed(publication, words);
  const blocks: FlowBlock[] = [
    textBlock(title, TITLE, { withNext: true }),
    textBlock(about, SUBTITLE, { gapMm: 1 }),
    keyFigureBlock(keyFigures(publication, language, words)),
    ...chartsOf(publications, language, words).flatMap((chart) => [
      textBlock(chart.title, HEADING, { gapMm: 9, withNext: true }),
      textBlock(chart.note, BODY, { gapMm: 0.5, withNext: true }),
      chartBlock(chart),
      ...(chart.id === 'importance' ? chartTableBlocks(chart.table) : []),
    ]),
    textBlock(words.tables, TITLE, { gapMm: 14, withNext: true }),
    ...(perturbed === null ? [] : [textBlock(perturbed, BODY, { gapMm: 1.5, withNext: true })]),
    ...tablesOf(publication.items, language, words).flatMap(({ label, columns, rows, legend }) => [
      textBlock(label, HEADING, { gapMm: 8, withNext: true }),
      ...tableBlocks({ columns, rows }),
      ...(legend === '' ? [] : [textBlock(legend, BODY, { gapMm: 1.5 })]),
    ]),
    ...howBlocks(publication, words),
  ];
  const paper = PAPERS.A4;
  const pages = flowOverPages(blocks, { topMm: TOP_MM, bottomMm: paper.heightMm - FOOT_MM - 6 });
  const document = new PdfDocument(paper);
  for (const [place, drawings] of pages.entries()) {
    document.addPage(null, [
      ...drawings,
      ...foot(`${title} · ${publication.wave}`, words.page(place + 1, pages.length), paper.heightMm),
    ]);
  }
  return document.write({ title: `${title} ${publication.wave}`, language, duplex: false });
};

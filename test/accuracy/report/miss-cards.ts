import type { FieldValue } from '../../../src/domain/page-read.ts';
import { FIELD_REASONS, PAGE_REASONS } from '../../../src/domain/reasons.ts';
import type { Miss, MissedField, MissPicture } from '../miss.ts';
import { percentOf } from './figures.ts';
import { markup, type Content, type Markup } from './markup.ts';
import { reasonWords } from './tables.ts';

const codesOf = (value: FieldValue): readonly string[] =>
  value === null ? [] : typeof value === 'string' ? [value] : value;

const truthWords = ({ truth, style, kind }: MissedField): string => {
  if (style === 'two-marks') return 'two marks: for a person';
  if (truth === null) return 'blank';
  return kind === 'text' ? 'written' : codesOf(truth).join(', ');
};

const STATE_WORDS: Readonly<Record<string, string>> = {
  blank: 'blank',
  multiple: 'several marks',
  unclear: 'unclear',
  missing: 'not read at all',
};

const readingWords = ({ state, value }: MissedField): string => {
  const values = codesOf(value).join(', ');
  const words = STATE_WORDS[state];
  if (words === undefined) return values;
  return values === '' ? words : `${words} (${values})`;
};

/** Outlines in the picture stand this far off the printed box, so that they hide no ink. */
const OUTLINE_OFF_PX = 4;

const outline = (
  className: string,
  { x, y, width, height }: MissPicture['boxes'][number]['rectPx'],
): Markup => {
  const off = OUTLINE_OFF_PX;
  const size = markup`width="${(width + 2 * off).toFixed(1)}" height="${(height + 2 * off).toFixed(1)}"`;
  return markup`<rect class="${className}" x="${(x - off).toFixed(1)}" y="${(y - off).toFixed(1)}" ${size} rx="4"/>`;
};

/** Boxes that were meant, and boxes that were read: where both are one, only the first. */
const outlinesOf = ({ boxes }: MissPicture, field: MissedField): Markup[] => {
  if (field.kind !== 'choice') return boxes.map(({ rectPx }) => outline('meant', rectPx));
  const meant = codesOf(field.truth);
  const read = codesOf(field.value).filter((code) => !meant.includes(code));
  return boxes.flatMap(({ code, rectPx }) => [
    ...(meant.includes(code) ? [outline('meant', rectPx)] : []),
    ...(read.includes(code) ? [outline('seen', rectPx)] : []),
  ]);
};

const pictureMarkup = (miss: Miss, words: string): Markup => {
  const { picture, field } = miss;
  if (picture === null) return markup`<p class="no-picture">No picture: the page could not be opened.</p>`;
  const { uri, widthPx, heightPx } = picture;
  return markup`<svg class="${field === null ? 'crop page' : 'crop'}" viewBox="0 0 ${widthPx} ${heightPx}" style="max-width:${widthPx}px" role="img" aria-label="${words}">
<image href="${uri}" width="${widthPx}" height="${heightPx}"/>${field === null ? null : outlinesOf(picture, field)}</svg>`;
};

const fact = (name: string, value: Content): Markup => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const placeWords = ({ origin, file, pageIndex }: Miss, folder: string | null): Markup =>
  markup`<code>${folder === null || origin === null ? file : `${folder}-${origin.seed}/${file}`}</code>, page ${pageIndex + 1}`;

/** One miss, with all that is needed to judge it and to make it again; `folder` is the profile of simulated paper. */
const missCard = (miss: Miss, folder: string | null): Markup => {
  const { field, origin, degradations, reasons, status } = miss;
  const words = field === null ? PAGE_REASONS : FIELD_REASONS;
  const title =
    field === null
      ? markup`${status}`
      : markup`<span class="meant-words">${truthWords(field)}</span> read as <span class="${readingWords(field) === truthWords(field) ? 'meant-words' : 'seen-words'}">${readingWords(field)}</span>`;
  const alternative =
    field === null
      ? `The page as it was scanned; ${status}`
      : `${field.variable}: ${truthWords(field)}, read as ${readingWords(field)}`;
  return markup`<li class="miss"><h4>${title}</h4>
${pictureMarkup(miss, alternative)}
<dl>${
    field === null
      ? null
      : [
          fact('Field', markup`<code>${field.variable}</code> (${field.kind})`),
          fact('Confidence', percentOf(field.confidence)),
          field.style === 'not recorded' ? null : fact('Style', field.style),
        ]
  }${reasons.length === 0 ? null : fact('Why', reasons.map((reason) => reasonWords(reason, words)).join(' '))}
${degradations.length === 0 ? null : fact('Degradations', degradations.join(', '))}
${origin === null ? null : fact('Made from', `seed ${origin.seed}: ${origin.questionnaire} in ${origin.language}`)}
${fact('File', placeWords(miss, folder))}</dl></li>`;
};

const inOrder = (one: Miss, other: Miss): number =>
  (one.origin?.seed ?? 0) - (other.origin?.seed ?? 0) ||
  one.file.localeCompare(other.file, 'en', { numeric: true }) ||
  one.pageIndex - other.pageIndex;

/** Cards of misses; those of simulated paper (`folder` is its profile) have more to say and are wider. */
export const missCards = (misses: readonly Miss[], folder: string | null): Markup =>
  markup`<ul class="${folder === null ? 'misses narrow' : 'misses'}">${misses.toSorted(inOrder).map((miss) => missCard(miss, folder))}</ul>`;

import type { SimulatedResult } from '../simulated-run.ts';
import { markup, type Markup } from './markup.ts';
import { missSection } from './miss-section.ts';
import { reliabilityFigure } from './reliability-figure.ts';
import { degradationTable, kindTable, reviewLoadTable, reviewReasonTable, styleTable } from './tables.ts';

export const FIRST_JUDGING_SEED = 1000;

const remakeWords = ({ profile, mix }: SimulatedResult): Markup => {
  const mixOption = mix === 'people' ? '' : ` --mix ${mix}`;
  const command = `npm run accuracy -- --profile ${profile}${mixOption} --seed-from SEED --fields 1 --workers 1 --no-real --keep scans`;
  return markup`<p>To make the files of a miss again: <code>${command}</code>; they are in <code>scans/${profile}-SEED</code>, with the print, its layout and the truth. Outlines in the pictures: <span class="key meant">solid</span> is what was meant (or the cells of the field), <span class="key seen">dashed</span> what was read instead.</p>`;
};

const seedWords = ({ seedFrom, seedTo }: SimulatedResult): string =>
  seedFrom === seedTo ? `Seed ${seedFrom}` : `Seeds ${seedFrom} to ${seedTo}`;

export const simulatedSection = (result: SimulatedResult): Markup => {
  const { profile, tally } = result;
  return markup`<section aria-labelledby="${profile}">
<h2 id="${profile}">Simulated paper: ${profile}</h2>
<p>${profile === 'office' ? 'What a document scanner or copier with a feeder makes of forms that were printed in the office.' : 'Telephones, curl, shadow, faxes at 150 dpi, heavy JPEG, dirt and damage.'} ${seedWords(result)}; ${result.mix === 'people' ? 'marks mixed as people mix them' : 'every mark style as often'}.</p>
<h3 id="${profile}-kinds">Kinds of field and styles of mark</h3>
${kindTable(tally)}
${styleTable(tally)}
<h3 id="${profile}-review">Review load</h3>
<p>“Right already”: fields that went to a person although the machine’s value was right.</p>
${reviewLoadTable(tally)}
${reviewReasonTable(tally)}
<h3 id="${profile}-reliability">Reliability of confidence</h3>
<p>All choice fields that were read as an answer or as blank, accepted or not. ${result.seedFrom < FIRST_JUDGING_SEED ? 'These seeds are for tuning.' : 'Held out: nothing in the reader was set on these seeds.'}</p>
${reliabilityFigure(tally.reliability, `${profile}-curve`)}
<h3 id="${profile}-degradations">Degradations</h3>
${degradationTable(tally)}
<h3 id="${profile}-misses">Every miss</h3>
${remakeWords(result)}
${(['silent', 'lost', 'invented', 'review'] as const).map((kind) => missSection(tally, kind, profile))}
</section>`;
};

/** What an operator is told after files were read: what came in, what did not, and what to do. */
import type { Finding } from '../src/read/diagnosis.ts';
import type { MissingPages } from '../src/store/incomplete-copies.ts';
import type { PageOutcome } from '../src/store/scans.ts';
import type { IngestResult } from './ingest.ts';
import { describePageReason } from './reject-reasons.ts';
import type { FileOutcome } from './scan-journey.ts';

/** One line of JSON about a file, for programs. */
export const lineOfFile = (outcome: FileOutcome): string => {
  const { file, destination, reason, pages, ms } = outcome;
  return JSON.stringify({
    file,
    outcome: outcome.outcome,
    destination,
    reason,
    pages: pages.map(({ pageIndex, status, reasons, form, page, isBatchHeader, counts, tasks }) => ({
      pageIndex,
      status,
      reasons,
      form,
      page,
      batchHeader: isBatchHeader,
      counts,
      tasks,
    })),
    ms: Math.round(ms),
  });
};

/** One line of JSON about all files together, for programs: what to do about printer, scanner and paper. */
export const lineOfDiagnosis = (findings: readonly Finding[]): string =>
  JSON.stringify({
    diagnosis: findings,
  });

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Reasons that need nothing done about the paper. */
const NOTHING_TO_DO = new Set<string>(['fields-need-review', 'image-empty']);

const problemsOf = (pages: readonly PageOutcome[]): PageOutcome[] =>
  pages.filter(({ reasons }) => reasons.some((reason) => !NOTHING_TO_DO.has(reason)));

/** More than that in one list is read by nobody. */
const MOST_TOLD = 20;

const firstOf = (lines: readonly string[]): string[] =>
  lines.length <= MOST_TOLD
    ? [...lines]
    : [...lines.slice(0, MOST_TOLD), `  and ${lines.length - MOST_TOLD} more`];

const indent = (text: string): string => text.split('\n').join('\n    ');

/** In lines; pages that are missing are told copy by copy elsewhere. */
const tellFindings = (findings: readonly Finding[]): string[] => {
  const told = findings.filter(({ code }) => code !== 'copies-incomplete');
  const [toDo, notes] = [
    told.filter(({ kind }) => kind === 'act'),
    told.filter(({ kind }) => kind === 'note'),
  ];
  return [
    ...(toDo.length > 0 ? ['What to do about printer, scanner and paper:'] : []),
    ...toDo.flatMap(({ message, remedy }) => [`  ${message.en}`, `    ${remedy.en}`]),
    ...(notes.length > 0 ? ['Noticed, and nothing to do:'] : []),
    ...notes.map(({ message }) => `  ${message.en}`),
  ];
};

/** In lines; `missing` as `listMissingPages` gives it for these files, `findings` as `diagnoseFiles`. */
export const summarise = (
  { files, notTaken }: IngestResult,
  missing: readonly MissingPages[],
  findings: readonly Finding[] = [],
): string[] => {
  const archived = files.filter(({ outcome }) => outcome === 'archived');
  const rejected = files.filter(({ outcome }) => outcome === 'rejected');
  const pages = archived.flatMap((file) => file.pages);
  const counted = pages.filter(({ counts }) => counts).length;
  const tasks = pages.reduce((sum, page) => sum + page.tasks, 0);
  const lines = [
    `${plural(archived.length, 'file')} read: ${plural(pages.length, 'page')}, ${counted} with answers, ` +
      `${plural(pages.filter(({ isBatchHeader }) => isBatchHeader).length, 'batch header')}, ` +
      `${plural(pages.filter(({ status }) => status === 'blank').length, 'blank page')}; ` +
      `${plural(tasks, 'answer')} to review.`,
  ];
  const troubled = archived.flatMap(({ file, pages: ofFile }) =>
    problemsOf(ofFile).map(
      ({ pageIndex, reasons }) =>
        `  ${file}, page ${pageIndex + 1}: ${reasons
          .filter((reason) => !NOTHING_TO_DO.has(reason))
          .map((reason) => describePageReason(reason, 'en'))
          .join('; ')}`,
    ),
  );
  if (troubled.length > 0) lines.push(`${plural(troubled.length, 'page')} to look at:`, ...firstOf(troubled));
  lines.push(...tellFindings(findings));
  if (missing.length > 0) {
    lines.push('Pages that have not come in; look for them in the stack and scan them:');
    lines.push(
      ...firstOf(
        missing.map(
          ({ batch, page, copies }) =>
            `  ${batch === null ? '' : `batch ${batch}: `}${plural(copies.length, 'copy', 'copies')} without page ${page}` +
            ` (${copies.slice(0, 5).join(', ')}${copies.length > 5 ? ', …' : ''})`,
        ),
      ),
    );
  }
  if (rejected.length > 0) {
    lines.push(`${plural(rejected.length, 'file')} rejected:`);
    for (const { file, destination, reason } of rejected) {
      lines.push(`  ${file} (now ${destination ?? 'taken away'})`, `    ${indent(reason?.en ?? '')}`);
    }
  }
  if (notTaken.length > 0) {
    lines.push(
      `${plural(notTaken.length, 'file')} not taken, still where ${notTaken.length === 1 ? 'it was' : 'they were'}:`,
    );
    for (const { file, trouble } of notTaken) lines.push(`  ${file}: ${trouble.message} ${trouble.remedy}`);
  }
  return lines;
};

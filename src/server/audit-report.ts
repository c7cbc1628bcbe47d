/**
 * A year of the house on paper, for whoever audits a measuring system of delivered quality (EN 15140): what was fielded, how
 * much came back, how well it was read, who had access, what was deleted, and whether the record of all that holds.
 */
import type { AuditEntry, AuditVerdict } from '../store/audit-log.ts';
import { headText, streamAudit, verifyAudit } from '../store/audit-log.ts';
import type { Store } from '../store/store.ts';
import { listWaves, type ListedWave } from '../store/wave-lists.ts';
import type { ReportPart } from '../print/report-pages.ts';
import type { AuditReportWords } from './audit-report-words.ts';

interface Access {
  readonly actor: AuditEntry['actor'];
  readonly name: string | null;
  readonly signIns: number;
  readonly pagesOpened: number;
  /** Single answers, from a row. */
  readonly answersOpened: number;
  readonly rowsTaken: number;
}

export interface AuditYear {
  readonly year: number;
  /** Waves that were open or closed in that year. */
  readonly waves: readonly ListedWave[];
  readonly access: readonly Access[];
  readonly refused: number;
  readonly deletions: readonly {
    readonly at: string;
    readonly what: string;
    readonly of: string;
    readonly files: number;
  }[];
  readonly notDeleted: number;
  readonly verdict: AuditVerdict;
}

/** Everything that the report of a year says. */
export const gatherAuditYear = async (store: Store, year: number): Promise<AuditYear> => {
  const within = (time: string): boolean => time.startsWith(`${year}-`);
  const waves = (await listWaves(store)).filter(
    ({ openedAt, closedAt }) => openedAt < `${year + 1}` && (closedAt === null || closedAt >= `${year}`),
  );
  const access = new Map<string, { -readonly [Key in keyof Access]: Access[Key] }>();
  const deletions: AuditYear['deletions'][number][] = [];
  let refused = 0;
  let notDeleted = 0;
  for await (const entry of streamAudit(store)) {
    if (!within(entry.at)) continue;
    const { act, about } = entry;
    const count = (what: 'signIns' | 'pagesOpened' | 'answersOpened' | 'rowsTaken'): void => {
      const { actor, name } = entry;
      const key = `${actor} ${name ?? ''}`;
      const none = { signIns: 0, pagesOpened: 0, answersOpened: 0, rowsTaken: 0 };
      const of = access.get(key) ?? { actor, name, ...none };
      of[what]++;
      access.set(key, of);
    };
    if (act === 'signed-in') count('signIns');
    else if (act === 'page-opened') count('pagesOpened');
    else if (act === 'field-opened') count('answersOpened');
    else if (act === 'rows-exported') count('rowsTaken');
    else if (act === 'sign-in-refused') refused++;
    else if (act === 'deletion-failed') notDeleted += Number(about['files']);
    else if (act === 'deleted') {
      const of = [about['survey'], about['wave']].filter((part) => typeof part === 'string').join(' ');
      deletions.push({ at: entry.at, what: String(about['what']), of, files: Number(about['files']) });
    }
  }
  return {
    year,
    waves,
    access: [...access.values()].toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    refused,
    deletions,
    notDeleted,
    verdict: await verifyAudit(store),
  };
};

const share = (part: number, whole: number | null): string =>
  whole === null || whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

/** The report in words, part by part. */
export const composeAuditReport = (
  { year, waves, access, refused, deletions, notDeleted, verdict }: AuditYear,
  words: AuditReportWords,
  madeAt: Date,
): readonly ReportPart[] => {
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : value.toLocaleString(words.locale);
  const day = (iso: string | null): string => (iso === null ? '–' : iso.slice(0, 10));
  return [
    { kind: 'title', text: words.title(year) },
    { kind: 'text', text: words.about(day(madeAt.toISOString())) },
    { kind: 'heading', text: words.fieldwork },
    {
      kind: 'table',
      head: words.fieldworkHead,
      rows: waves.map(({ survey, wave, state, openedAt, closedAt, figures, check, rows }) => [
        `${survey} ${wave}`,
        `${words.states[state]} ${day(openedAt)}${closedAt === null ? '' : ` – ${day(closedAt)}`}`,
        number(figures?.printed),
        number(figures?.handedOut),
        number(figures?.copiesRead ?? check?.copies),
        figures === null ? '–' : share(figures.copiesRead, figures.handedOut ?? figures.printed),
        number(rows),
      ]),
      shares: [3, 4, 1.5, 1.7, 1.5, 1.7, 1.4],
    },
    { kind: 'heading', text: words.quality },
    {
      kind: 'table',
      head: words.qualityHead,
      rows: waves.flatMap(({ survey, wave, figures }) =>
        figures === null
          ? []
          : [
              [
                `${survey} ${wave}`,
                number(figures.pagesRead),
                number(figures.fields),
                share(figures.fieldsAsked, figures.fields),
                share(figures.fieldsCorrected, figures.fieldsDecided),
                share(figures.fieldsUnreadable, figures.fields),
              ],
            ],
      ),
      shares: [4, 2, 2, 2.4, 2.6, 2.4],
    },
    { kind: 'text', text: words.qualityNote },
    { kind: 'heading', text: words.access },
    {
      kind: 'table',
      head: words.accessHead,
      rows: access.map(({ actor, name, signIns, pagesOpened, answersOpened, rowsTaken }) => [
        [name, words.actors[actor]].filter((part) => part !== null && part !== undefined).join(', '),
        number(signIns),
        number(pagesOpened),
        number(answersOpened),
        number(rowsTaken),
      ]),
      shares: [4.4, 1.9, 2.7, 2.7, 2.7],
    },
    { kind: 'text', text: words.refused(number(refused)) },
    { kind: 'heading', text: words.deletions },
    {
      kind: 'table',
      head: words.deletionsHead,
      rows: deletions.map(({ at, what, of, files }) => [
        day(at),
        words.kinds[what] ?? what,
        of,
        number(files),
      ]),
      shares: [2, 3, 5, 2],
    },
    { kind: 'text', text: words.notDeleted(number(notDeleted)) },
    { kind: 'heading', text: words.record },
    {
      kind: 'text',
      text:
        verdict.broken === null
          ? words.intact(number(verdict.entries), headText(verdict.head))
          : words.broken(number(verdict.broken.number)),
    },
    { kind: 'text', text: words.limits },
  ];
};

/**
 * Publishing a closed wave: its tables are made, all that was ever published of the survey is attacked together with them,
 * and only what withstands goes out. What is out stays.
 */
import { PaperlineError } from '../domain/errors.ts';
import { USUAL_LIMITS, type TableLimits, type TablePlan } from '../questionnaire/table-plan.ts';
import { makeQualityReport } from '../review/quality/quality-report.ts';
import { openSurveyRows } from '../rows/survey-rows.ts';
import { recordActAlone } from '../store/audit-log.ts';
import { streamClosedRows } from '../store/closed-rows.ts';
import { keepDeclarations } from '../store/form-versions.ts';
import { addPublication, publicationsOf, type PublicationNote } from '../store/publications.ts';
import type { Store } from '../store/store.ts';
import { listWaves, type ListedWave } from '../store/wave-lists.ts';
import { attack } from './attack/attack.ts';
import { publicationSchema, type Publication } from './publication-format.ts';
import type { Perturbation } from './perturbation.ts';
import { buildPublication, type RecordKeys, type WaveDesign } from './publication.ts';
import type { ResultRow } from './wave-columns.ts';

export interface WaveToPublish {
  readonly survey: string;
  readonly wave: string;
}

/** What went out of a survey before, oldest first. */
export const readPublications = async (store: Store, survey: string): Promise<Publication[]> =>
  (await store.read((connection) => publicationsOf(connection, survey))).map(({ document }) =>
    publicationSchema.parse(JSON.parse(document)),
  );

/** The closed wave by its name. @throws PaperlineError `wave-unknown`, `wave-open` */
const closedWave = (waves: readonly ListedWave[], { survey, wave }: WaveToPublish): ListedWave => {
  const found = waves.find(({ wave: name }) => name === wave);
  if (found === undefined) {
    throw new PaperlineError({
      code: 'wave-unknown',
      message: `Survey ${survey} has no wave ${JSON.stringify(wave)}.`,
      remedy:
        waves.length === 0
          ? 'It has none yet.'
          : `Its waves are ${waves.map((each) => each.wave).join(', ')}.`,
    });
  }
  if (found.state !== 'closed') {
    throw new PaperlineError({
      code: 'wave-open',
      message: `Wave ${wave} of ${survey} is not closed; only closed waves are published.`,
      remedy: 'Close it first: nothing can be added to it then, and nothing leads from a row to a sheet.',
    });
  }
  return found;
};

const readRows = async (
  store: Store,
  { survey, wave }: WaveToPublish,
): Promise<{
  readonly rows: ResultRow[];
  readonly design: WaveDesign;
  readonly recordKeys: RecordKeys;
}> => {
  const rows: ResultRow[] = [];
  const recordKeys: (number | null)[] = [];
  const design: { weight: number; cluster: number | null }[] = [];
  let known = false;
  for await (const { values, weight, cluster, recordKey } of streamClosedRows(store, survey, wave)) {
    rows.push(values);
    recordKeys.push(recordKey);
    design.push({ weight: weight ?? 1, cluster });
    known ||= weight !== null || cluster !== null;
  }
  return { rows, design: known ? design : null, recordKeys };
};

/** In per cent, as it is published. */
const inPercent = (share: number): number => Math.round(share * 1e6) / 1e4;

const fieldworkOf = async (
  store: Store,
  { survey, wave, figures }: ListedWave,
): Promise<Publication['fieldwork']> => {
  if (figures === null) return null;
  const { rate, low, high } = (await makeQualityReport(store, survey, wave)).machine.all;
  return {
    printed: figures.printed,
    handedOut: figures.handedOut,
    returned: figures.returned,
    read: figures.copiesRead,
    fieldErrors: rate === null ? null : { rate: inPercent(rate), low: inPercent(low), high: inPercent(high) },
  };
};

/** Of so few rows every figure would be withheld, and even that there are so few would say something. */
const assertEnoughRows = (
  rows: number,
  { minimumBase }: TableLimits,
  { survey, wave }: WaveToPublish,
): void => {
  if (rows === 0 || rows >= minimumBase) return;
  throw new PaperlineError({
    code: 'publication-refused',
    message: `Wave ${wave} of ${survey} has ${rows} rows; no figure is published of fewer than ${minimumBase}. Nothing was published.`,
    remedy: 'Close a longer wave next time; these rows stay in the house.',
  });
};

const limitsOf = ({ rules: { minimumCell, minimumBase, flaggedBase } }: Publication): TableLimits => ({
  minimumCell,
  minimumBase,
  flaggedBase,
});

const refuse = (count: number): PaperlineError =>
  new PaperlineError({
    code: 'publication-refused',
    message: `With what was published before, ${count} hidden figures could be worked out from these tables. Nothing was published.`,
    remedy: 'Take items or breakdowns out of the table plan, or make its groups larger.',
  });

const refuseLater = (survey: string): PaperlineError =>
  new PaperlineError({
    code: 'publication-refused',
    message: `Another publication of ${survey} went out while these tables were made. Nothing was published.`,
    remedy: 'Publish once more: the tables are attacked together with that one then.',
  });

/**
 * Publishes a closed wave.
 * @throws PaperlineError `survey-unknown`, `wave-unknown`, `wave-open`, `wave-empty`, `table-plan-missing`,
 * `table-plan-invalid`, `publication-refused`, `publication-rules-changed`: nothing goes out then
 */
export const publishWave = async (
  store: Store,
  wanted: WaveToPublish,
  {
    now = new Date(),
    perturbation = null,
    tables,
    onProgress,
  }: {
    readonly now?: Date;
    /** The table that counts are perturbed with; null where they are published as they are. */
    readonly perturbation?: Perturbation | null;
    /** Another plan than the survey's; it becomes the survey's where the tables go out. */
    readonly tables?: TablePlan | undefined;
    readonly onProgress?: (items: number, of: number) => void;
  } = {},
): Promise<PublicationNote> => {
  const { survey, wave } = wanted;
  const { codebook } = await openSurveyRows(store, { survey });
  const waves = await listWaves(store, survey);
  const listed = closedWave(waves, wanted);
  const asked = tables ?? codebook.tables;
  if (asked === undefined) {
    throw new PaperlineError({
      code: 'table-plan-missing',
      message: `The questionnaire of ${survey} does not say which tables are published.`,
      remedy:
        'Add "tables:" to it (forms/passenger-survey.yaml shows how) and name the file with "publish --questionnaire".',
    });
  }
  const published = await readPublications(store, survey);
  // The plan of the survey may have other limits since; a wave keeps those that it went out with.
  const first = tables === undefined ? published.find((one) => one.wave === wave) : undefined;
  const plan = first === undefined ? asked : { ...asked, limits: limitsOf(first) };
  const before = waves
    .filter(
      ({ openedAt, wave: name }) => openedAt < listed.openedAt && published.some((one) => one.wave === name),
    )
    .toSorted((one, other) => (one.openedAt < other.openedAt ? 1 : -1))[0];
  const beforePublication = published.findLast((one) => one.wave === before?.wave);
  const { rows, design, recordKeys } = await readRows(store, wanted);
  try {
    assertEnoughRows(rows.length, plan.limits ?? USUAL_LIMITS, wanted);
    const document = buildPublication(rows, codebook, plan, design, {
      survey,
      wave,
      earlier: published,
      perturbation,
      recordKeys,
      fieldwork: await fieldworkOf(store, listed),
      ...(before === undefined || beforePublication === undefined
        ? {}
        : {
            waveBefore: {
              ...(await readRows(store, { survey, wave: before.wave })),
              publication: beforePublication,
            },
          }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    const { recovered } = attack([...published, document]);
    if (recovered.length > 0) throw refuse(recovered.length);
    return await store.write((connection) => {
      // What another process published meanwhile was not attacked together with this.
      if (publicationsOf(connection, survey).length !== published.length) throw refuseLater(survey);
      if (tables !== undefined) keepDeclarations(connection, survey, { tables });
      return addPublication(connection, { survey, wave, document: JSON.stringify(document), now });
    });
  } catch (error) {
    if (
      error instanceof PaperlineError &&
      (error.code === 'publication-refused' || error.code === 'publication-rules-changed')
    )
      await recordActAlone(store, 'publication-refused', { survey, wave, why: error.message }, { at: now });
    throw error;
  }
};

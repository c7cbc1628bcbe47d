import { createHash } from 'node:crypto';
import { PaperlineError } from '../domain/errors.ts';
import { presentActor } from './audit-actor.ts';
import { recordAct } from './audit-log.ts';
import type { Connection, Store } from './store.ts';

/** What went out of a wave, but for its tables. */
export interface PublicationNote {
  readonly id: number;
  readonly survey: string;
  readonly wave: string;
  /** 1 for the first of a wave, 2 where it was published again. */
  readonly number: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

export interface Publication extends PublicationNote {
  /** As it went out, to the last byte. */
  readonly document: string;
}

const COLUMNS = `publication.id, publication.survey, wave.name AS wave, publication.number,
  publication.published_at AS publishedAt, publication.published_by AS publishedBy`;
const FROM = `FROM publication JOIN wave ON wave.id = publication.wave_id`;

/** Adds what is published of a wave; it stays for good. Inside a transaction. */
export const addPublication = (
  connection: Connection,
  {
    survey,
    wave,
    document,
    now,
  }: {
    readonly survey: string;
    /** The wave's name. */
    readonly wave: string;
    readonly document: string;
    readonly now: Date;
  },
): PublicationNote => {
  const known = connection
    .prepare<[string, string], { id: number; number: number | null }>(
      `SELECT w.id, (SELECT max(number) FROM publication p WHERE p.wave_id = w.id) AS number
       FROM wave w WHERE w.survey = ? AND w.name = ?`,
    )
    .get(survey, wave);
  if (known === undefined) throw new Error(`Expected wave ${wave} of ${survey}.`);
  const number = (known.number ?? 0) + 1;
  const actor = presentActor();
  const publishedBy = actor.name ?? actor.kind;
  const { lastInsertRowid } = connection
    .prepare(
      `INSERT INTO publication (survey, wave_id, number, document_json, sha256, published_at, published_by)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      survey,
      known.id,
      number,
      document,
      createHash('sha256').update(document).digest('hex'),
      now.toISOString(),
      publishedBy,
    );
  recordAct(connection, 'published', { survey, wave, number }, { at: now });
  const publishedAt = now.toISOString();
  return { id: Number(lastInsertRowid), survey, wave, number, publishedAt, publishedBy };
};

/** All that is published of these surveys, the newest first. */
export const listPublications = async (
  store: Store,
  surveys: readonly string[],
): Promise<PublicationNote[]> =>
  store.read((connection) =>
    connection
      .prepare<[string], PublicationNote>(
        `SELECT ${COLUMNS} ${FROM}
         WHERE publication.survey IN (SELECT value FROM json_each(?))
         ORDER BY publication.published_at DESC, publication.id DESC`,
      )
      .all(JSON.stringify(surveys)),
  );

/** All documents that went out of a survey, in the order in which they did. */
export const publicationsOf = (connection: Connection, survey: string): Publication[] =>
  connection
    .prepare<[string], Publication>(
      `SELECT ${COLUMNS}, publication.document_json AS document ${FROM}
       WHERE publication.survey = ? ORDER BY publication.id`,
    )
    .all(survey);

export const notPublished = (): PaperlineError =>
  new PaperlineError({
    code: 'not-published',
    message: 'There is no such publication.',
    remedy: 'Go back to the list of what is published.',
  });

/** Puts on record that a publication is taken along as a file, before its first byte leaves. Inside a transaction. */
export const recordDownload = (
  connection: Connection,
  { survey, wave, number }: PublicationNote,
  { format, now }: { readonly format: string; readonly now: Date },
): void => recordAct(connection, 'publication-downloaded', { survey, wave, number, format }, { at: now });

/** @throws PaperlineError `not-published` */
export const publicationById = (connection: Connection, id: number): Publication => {
  const found = connection
    .prepare<[number], Publication>(
      `SELECT ${COLUMNS}, publication.document_json AS document ${FROM} WHERE publication.id = ?`,
    )
    .get(id);
  if (found === undefined) throw notPublished();
  return found;
};

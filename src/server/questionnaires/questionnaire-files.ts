/**
 * Questionnaires as files: those that ship with Paperline, and those that people made, in `forms/` of the data folder.
 * `bus.yaml` and `bus.v2.yaml` are versions of one questionnaire. A file that ships is never changed.
 */
import { createHash, randomBytes } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../../domain/errors.ts';

export interface QuestionnaireFile {
  /** Its name, without a folder. */
  readonly file: string;
  /** What its versions have in common, such as `bus`. */
  readonly stem: string;
  /** From 1. */
  readonly version: number;
  readonly origin: 'ships' | 'own';
}

export interface QuestionnaireFiles {
  /** By stem, the newest version first. Where people's own file has the name of one that ships, theirs counts. */
  list(): Promise<readonly QuestionnaireFile[]>;
  /** @throws PaperlineError `file-not-found` */
  find(file: string): Promise<QuestionnaireFile>;
  /** @throws PaperlineError `file-not-found` */
  read(file: QuestionnaireFile): Promise<Uint8Array>;
  /** All versions of the same questionnaire, the newest first. */
  versionsOf(stem: string): Promise<readonly QuestionnaireFile[]>;
  /** A file that was not there. @throws PaperlineError `file-exists`, `file-name-invalid`, `disk-full`, `file-not-writable` */
  create(file: string, text: string): Promise<void>;
  /** In place of one of people's own files. @throws PaperlineError `disk-full`, `file-not-writable` */
  replace(file: string, text: string): Promise<void>;
  /** Where people's own files are. */
  readonly folder: string;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]*\.ya?ml$/u;
const LONGEST_NAME = 120;
const VERSION = /^(.+?)(?:\.v([1-9]\d{0,3}))?\.ya?ml$/u;
/** No file can have these names on Windows, whatever its ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** What the file system of some machine takes for the same name. */
const alike = (name: string): string => name.normalize('NFC').toLowerCase();

const partsOf = (file: string): { readonly stem: string; readonly version: number } => {
  const [, stem = file, version] = VERSION.exec(file) ?? [];
  return { stem, version: version === undefined ? 1 : Number(version) };
};

export const fileOfVersion = (stem: string, version: number): string =>
  version === 1 ? `${stem}.yaml` : `${stem}.v${version}.yaml`;

export const hashOf = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
};

const isQuestionnaireFile = (name: string): boolean => /^[^.].*\.ya?ml$/u.test(name);

const notFound = (file: string, cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `There is no questionnaire ${JSON.stringify(file)}.`,
    remedy: 'Choose one that is there.',
    cause,
  });

const assertName = (file: string): void => {
  const { stem } = partsOf(file);
  if (NAME.test(file) && file.length <= LONGEST_NAME && !DEVICES.test(file) && !/[. ]$/u.test(stem)) return;
  throw new PaperlineError({
    code: 'file-name-invalid',
    message: `${JSON.stringify(file)} cannot be the name of a questionnaire.`,
    remedy: 'Use letters, digits, spaces and . _ - and end with .yaml, such as bus-survey.yaml.',
  });
};

const notWritten = (file: string, cause: unknown): PaperlineError => {
  const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
  return new PaperlineError({
    code: full ? 'disk-full' : 'file-not-writable',
    message: `${file} cannot be written.`,
    remedy: full ? 'Make room on the disk.' : 'Give this user the right to write into the data folder.',
    cause,
  });
};

const byNewest = (one: QuestionnaireFile, other: QuestionnaireFile): number =>
  one.stem.localeCompare(other.stem) || other.version - one.version || one.file.localeCompare(other.file);

export const openQuestionnaireFiles = (shipped: string, own: string): QuestionnaireFiles => {
  const namesIn = async (
    folder: string,
    origin: QuestionnaireFile['origin'],
  ): Promise<QuestionnaireFile[]> => {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && isQuestionnaireFile(entry.name))
        .map(({ name }) => ({ file: name, ...partsOf(name), origin }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  };
  const list = async (): Promise<QuestionnaireFile[]> => {
    const mine = await namesIn(own, 'own');
    const theirs = await namesIn(shipped, 'ships');
    const taken = new Set(mine.map(({ file }) => alike(file)));
    return [...mine, ...theirs.filter(({ file }) => !taken.has(alike(file)))].sort(byNewest);
  };
  const pathOf = ({ file, origin }: QuestionnaireFile): string =>
    path.join(origin === 'own' ? own : shipped, file);

  /** A file that is whole before it has its name. */
  const put = async (
    file: string,
    text: string,
    name: (unfinished: string, final: string) => Promise<void>,
  ): Promise<void> => {
    const unfinished = path.join(own, `.${hashOf(file, randomBytes(12))}.part`);
    try {
      await writeFile(unfinished, text, { flush: true, flag: 'wx' });
      await name(unfinished, path.join(own, file));
    } catch (cause) {
      throw cause instanceof PaperlineError ? cause : notWritten(file, cause);
    } finally {
      await rm(unfinished, { force: true });
    }
  };

  return {
    folder: own,
    list,
    async find(file) {
      // The name comes from a request; only what the folders themselves list is opened.
      const found = (await list()).find((each) => each.file === file);
      if (found === undefined) throw notFound(file);
      return found;
    },
    async read(file) {
      try {
        return await readFile(pathOf(file));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound(file.file, error);
        throw error;
      }
    },
    async versionsOf(stem) {
      return (await list()).filter((each) => alike(each.stem) === alike(stem));
    },
    async create(file, text) {
      assertName(file);
      const exists = (cause?: unknown): PaperlineError =>
        new PaperlineError({
          code: 'file-exists',
          message: `There is a questionnaire ${JSON.stringify(file)} already.`,
          remedy: 'Choose another name, or open that one and save a new version of it.',
          cause,
        });
      if ((await list()).some((each) => alike(each.file) === alike(file))) throw exists();
      await put(file, text, async (unfinished, final) => {
        try {
          // Unlike renaming, this never takes the place of a file that came between.
          await link(unfinished, final);
        } catch (cause) {
          throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? exists(cause) : cause;
        }
      });
    },
    replace: (file, text) => put(file, text, (unfinished, final) => rename(unfinished, final)),
  };
};

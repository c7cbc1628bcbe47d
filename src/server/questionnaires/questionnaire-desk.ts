import { PaperlineError } from '../../domain/errors.ts';
import { recordActAlone } from '../../store/audit-log.ts';
import { listOpenWaves, printedAmong } from '../../store/open-waves.ts';
import type { Store } from '../../store/store.ts';
import type {
  LookReply,
  OpenedQuestionnaire,
  QuestionnairesReply,
  SavedQuestionnaire,
  SavePlan,
} from '../questionnaire-api.ts';
import type { Composing, LookedAt } from './composing.ts';
import {
  fileOfVersion,
  hashOf,
  type QuestionnaireFile,
  type QuestionnaireFiles,
} from './questionnaire-files.ts';

/** Sharp at the width that a screen gives it, and about 60 kB. */
const PREVIEW_DPI = 110;
/** Forms whose pages can be asked for: a few people, a few languages each. */
const KEPT_FORMS = 24;
const KEPT_PICTURES = 96;

export interface QuestionnaireDesk {
  list(): Promise<QuestionnairesReply>;
  /** @throws PaperlineError `file-not-found`, `questionnaire-invalid` where it is no text */
  open(file: string): Promise<OpenedQuestionnaire>;
  /** @throws PaperlineError `questionnaire-slow` */
  look(text: string, language: string, signal?: AbortSignal): Promise<LookReply>;
  /** A PNG of a page of a form that was looked at a while ago. @throws PaperlineError `form-unknown` */
  page(form: string, page: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** What saving would do. @throws PaperlineError `file-not-found`, `questionnaire-slow` */
  plan(file: string, text: string): Promise<SavePlan>;
  /** @throws PaperlineError `questionnaire-changed`, `questionnaire-invalid`, and as `plan` */
  save(file: string, text: string, base: string): Promise<SavedQuestionnaire>;
  /** @throws PaperlineError `file-exists`, `file-name-invalid`, `questionnaire-invalid` */
  create(file: string, text: string): Promise<SavedQuestionnaire>;
}

/** The latest of what was used, by key. */
class Kept<Value> {
  readonly #limit: number;
  readonly #values = new Map<string, Value>();
  constructor(limit: number) {
    this.#limit = limit;
  }
  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#limit) break;
      this.#values.delete(oldest);
    }
  }
}

const textOf = (bytes: Uint8Array, file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PaperlineError({
      code: 'questionnaire-invalid',
      message: `${file} is not UTF-8 text.`,
      remedy: 'Save it again as UTF-8; most editors ask for the encoding under "Save as".',
      cause,
    });
  }
};

const assertPrintable = ({ faults }: LookedAt, file: string): void => {
  const errors = faults.filter(({ severity }) => severity === 'error');
  const first = errors[0];
  if (first === undefined) return;
  throw new PaperlineError({
    code: 'questionnaire-invalid',
    message: `${file} has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}; the first is in line ${first.line}: ${first.what}`,
    remedy: 'Mend them and save again; the draft is kept until then.',
  });
};

const changed = (file: string): PaperlineError =>
  new PaperlineError({
    code: 'questionnaire-changed',
    message: `Somebody saved ${file} while you were writing.`,
    remedy:
      'See what changed, and save yours as a version after it or take theirs. Nothing of either is lost.',
  });

const differences = (before: LookedAt, after: LookedAt): SavePlan['columns'] => {
  const [old, now] = [before.variables, after.variables];
  return {
    added: Object.keys(now).filter((name) => !Object.hasOwn(old, name)),
    removed: Object.keys(old).filter((name) => !Object.hasOwn(now, name)),
    changed: Object.keys(now).filter((name) => Object.hasOwn(old, name) && old[name] !== now[name]),
  };
};

/** Writing questionnaires: looking them over, seeing them, and saving them without ever changing what was printed. */
export const openQuestionnaireDesk = (
  store: Store,
  files: QuestionnaireFiles,
  composing: Composing,
): QuestionnaireDesk => {
  const blanks = new Kept<Uint8Array>(KEPT_FORMS);
  const pictures = new Kept<Promise<Uint8Array>>(KEPT_PICTURES);
  let turn: Promise<unknown> = Promise.resolve();
  /** One save after the other: each decides by what the one before left. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  /** A name for how the questionnaire stands: this file, and its newest version. */
  const baseOf = async (
    file: QuestionnaireFile,
    bytes: Uint8Array,
  ): Promise<{ base: string; latest: string }> => {
    const [newest = file] = await files.versionsOf(file.stem);
    const newestBytes = newest.file === file.file ? bytes : await files.read(newest);
    return { base: hashOf(bytes, newest.file, newestBytes), latest: newest.file };
  };
  const isPrinted = async (looked: LookedAt): Promise<boolean> =>
    (await printedAmong(store, Object.values(looked.forms))).length > 0;

  /** Whether it may be changed in place, and where it goes otherwise. */
  const destinationOf = async (
    file: QuestionnaireFile,
    before: LookedAt,
  ): Promise<{ target: string; inPlace: boolean; printed: boolean }> => {
    const printed = await isPrinted(before);
    if (file.origin === 'own' && !printed) return { target: file.file, inPlace: true, printed };
    const [newest = file] = await files.versionsOf(file.stem);
    return { target: fileOfVersion(file.stem, newest.version + 1), inPlace: false, printed };
  };

  const opened = async (file: QuestionnaireFile): Promise<OpenedQuestionnaire> => {
    const bytes = await files.read(file);
    const { base, latest } = await baseOf(file, bytes);
    const { version, origin } = file;
    return { file: file.file, version, origin, latest, base, text: textOf(bytes, file.file) };
  };
  const saved = async (file: string, survey: string | null): Promise<SavedQuestionnaire> => {
    await recordActAlone(store, 'questionnaire-saved', { file, survey: survey ?? '' });
    const { version, base } = await opened(await files.find(file));
    return { file, version, base };
  };

  return {
    async list() {
      const all = await files.list();
      return {
        questionnaires: all.map(({ file, stem, version, origin }) => ({
          file,
          stem,
          version,
          origin,
          newest: all.find((each) => each.stem === stem)?.file === file,
        })),
        folder: files.folder,
      };
    },
    open: async (file) => opened(await files.find(file)),
    async look(text, language, signal) {
      const looked = await composing.look(text, {
        file: '',
        language,
        ...(signal === undefined ? {} : { signal }),
      });
      const { faults, survey, titles, languages, questions, blank } = looked;
      if (blank !== null) blanks.set(blank.form, blank.pdf);
      return {
        faults: faults.map(({ line, column, severity, what, remedy }) => ({
          line,
          column,
          severity,
          what,
          remedy,
        })),
        survey,
        titles: { ...titles },
        languages: [...languages],
        questions,
        preview:
          blank === null
            ? null
            : {
                language: blank.language,
                form: blank.form,
                pages: blank.pages,
                paper: { ...blank.paper },
                warnings: [...blank.warnings],
              },
      };
    },
    async page(form, page, signal) {
      const key = `${form}/${page}`;
      const known = pictures.get(key);
      if (known !== undefined) return known;
      const pdf = blanks.get(form);
      if (pdf === undefined) {
        throw new PaperlineError({
          code: 'form-unknown',
          message: 'This preview is not kept any more.',
          remedy: 'Look again.',
        });
      }
      const picture = await composing.draw(pdf, page, {
        dpi: PREVIEW_DPI,
        ...(signal === undefined ? {} : { signal }),
      });
      pictures.set(key, Promise.resolve(picture));
      return picture;
    },
    async plan(name, text) {
      const file = await files.find(name);
      const before = await composing.look(textOf(await files.read(file), name), { file: name });
      const after = await composing.look(text, { file: name });
      const { target, inPlace, printed } = await destinationOf(file, before);
      const waves = before.survey === null ? [] : await listOpenWaves(store, before.survey);
      return {
        target,
        inPlace,
        printed,
        errors: after.faults.filter(({ severity }) => severity === 'error').length,
        survey: after.survey,
        formerSurvey: before.survey,
        waves: waves.map((wave) => ({ ...wave })),
        columns: differences(before, after),
      };
    },
    save: (name, text, base) =>
      inTurn(async () => {
        const file = await files.find(name);
        const bytes = await files.read(file);
        if ((await baseOf(file, bytes)).base !== base) throw changed(name);
        const after = await composing.look(text, { file: name });
        assertPrintable(after, name);
        const before = await composing.look(textOf(bytes, name), { file: name });
        const { target, inPlace } = await destinationOf(file, before);
        if (inPlace) await files.replace(target, text);
        else await files.create(target, text);
        return saved(target, after.survey);
      }),
    create: (name, text) =>
      inTurn(async () => {
        const looked = await composing.look(text, { file: name });
        assertPrintable(looked, name);
        await files.create(name.normalize('NFC'), text);
        return saved(name.normalize('NFC'), looked.survey);
      }),
  };
};

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { PaperlineError } from '../domain/errors.ts';
import { loadQuestionnaire, type LoadedQuestionnaire } from '../questionnaire/load-questionnaire.ts';
import { formatFault } from '../questionnaire/questionnaire-fault.ts';
import { itemsOf, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { composeForm } from '../print/form-composition.ts';
import type { FormsReply } from './api.ts';

/** What is usually known of a trip when forms are printed for it; a questionnaire may name more. */
const USUAL_CONTEXT_KEYS = ['line', 'direction', 'date', 'day-part', 'vehicle', 'handed-out'];

const isQuestionnaireFile = (name: string): boolean => /^[^.].*\.ya?ml$/u.test(name);

/** The questionnaires that lie in one folder. */
export interface FormLibrary {
  list(): Promise<FormsReply>;
  /** @throws PaperlineError `file-not-found`, `questionnaire-invalid` */
  load(file: string): Promise<Questionnaire>;
}

const sayFaults = (loaded: LoadedQuestionnaire): string =>
  loaded.faults
    .filter(({ severity }) => severity === 'error')
    .slice(0, 5)
    .map(formatFault)
    .join('\n');

const notFound = (file: string, folder: string, cause?: unknown): PaperlineError =>
  new PaperlineError({
    code: 'file-not-found',
    message: `There is no questionnaire ${file} in ${folder}.`,
    remedy: 'Choose one that is there, or put it there.',
    cause,
  });

const describe = (file: string, loaded: LoadedQuestionnaire): FormsReply['forms'][number] => {
  const faulty = (fault: string): FormsReply['forms'][number] => ({
    file,
    survey: null,
    titles: {},
    languages: [],
    questions: 0,
    pages: 0,
    paper: null,
    contextKeys: [],
    fault,
  });
  if (!loaded.ok) return faulty(sayFaults(loaded));
  const { questionnaire } = loaded;
  const { survey, title, languages, paper, context } = questionnaire;
  const language = languages[0];
  if (language === undefined) return faulty(`${file}: it has no language.`);
  try {
    return {
      file,
      survey,
      titles: { ...title },
      languages: [...languages],
      questions: itemsOf(questionnaire).length,
      pages: composeForm(questionnaire, language).pages.length,
      paper,
      contextKeys: [...new Set([...USUAL_CONTEXT_KEYS, ...context.map(({ key }) => key)])],
      fault: null,
    };
  } catch (error) {
    if (error instanceof PaperlineError) return faulty(`${file}: ${error.message} ${error.remedy}`);
    throw error;
  }
};

export const openFormLibrary = (folder: string): FormLibrary => {
  const read = async (file: string): Promise<LoadedQuestionnaire> => {
    // The name comes from a request; only what the folder itself lists is opened.
    const names = await listNames();
    if (!names.includes(file)) throw notFound(file, folder);
    try {
      return loadQuestionnaire(await readFile(path.join(folder, file)), file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw notFound(file, folder, error);
      throw error;
    }
  };
  const listNames = async (): Promise<string[]> => {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && isQuestionnaireFile(entry.name))
        .map(({ name }) => name)
        .toSorted();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  };
  return {
    async list() {
      const forms = [];
      for (const file of await listNames()) forms.push(describe(file, await read(file)));
      return { forms, folder };
    },
    async load(file) {
      const loaded = await read(file);
      if (loaded.ok) return loaded.questionnaire;
      throw new PaperlineError({
        code: 'questionnaire-invalid',
        message: `The questionnaire ${file} has faults:\n${sayFaults(loaded)}`,
        remedy: `Mend them; "paperline form check ${file}" names all of them.`,
      });
    },
  };
};

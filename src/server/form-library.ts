import { PaperlineError } from '../domain/errors.ts';
import { loadQuestionnaire } from '../questionnaire/load-questionnaire.ts';
import { formatFault, type QuestionnaireFault } from '../questionnaire/questionnaire-fault.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { FormsReply } from './api.ts';
import type { Composing } from './questionnaires/composing.ts';
import { hashOf, type QuestionnaireFiles } from './questionnaires/questionnaire-files.ts';

/** What is usually known of a trip when forms are printed for it; a questionnaire may name more. */
const USUAL_CONTEXT_KEYS = ['line', 'direction', 'date', 'day-part', 'vehicle', 'handed-out'];

type Described = Omit<FormsReply['forms'][number], 'file' | 'version' | 'origin' | 'newest'>;

/** The questionnaires that can be printed: those that ship and those that people made. */
export interface FormLibrary {
  list(): Promise<FormsReply>;
  /** @throws PaperlineError `file-not-found`, `questionnaire-invalid` */
  load(file: string): Promise<Questionnaire>;
}

const sayFaults = (faults: readonly QuestionnaireFault[]): string =>
  faults
    .filter(({ severity }) => severity === 'error')
    .slice(0, 5)
    .map(formatFault)
    .join('\n');

const faulty = (fault: string): Described => ({
  survey: null,
  titles: {},
  languages: [],
  questions: 0,
  pages: 0,
  paper: null,
  contextKeys: [],
  fault,
});

export const openFormLibrary = (files: QuestionnaireFiles, composing: Composing): FormLibrary => {
  // Setting a form takes a moment, and the same content gives the same form.
  const described = new Map<string, Described>();
  const describe = async (file: string, bytes: Uint8Array): Promise<Described> => {
    const loaded = loadQuestionnaire(bytes, file);
    if (!loaded.ok) return faulty(sayFaults(loaded.faults));
    const looked = await composing.look(new TextDecoder().decode(bytes), { file });
    const wrong = sayFaults(looked.faults);
    if (wrong !== '') return faulty(wrong);
    const { survey, titles, languages, questions, pages, paper, contextKeys } = looked;
    return {
      survey,
      titles: { ...titles },
      languages: [...languages],
      questions,
      pages,
      paper,
      contextKeys: [...new Set([...USUAL_CONTEXT_KEYS, ...contextKeys])],
      fault: null,
    };
  };
  return {
    async list() {
      const all = await files.list();
      const seen = new Set<string>();
      const forms: FormsReply['forms'] = [];
      for (const each of all) {
        const bytes = await files.read(each);
        const key = hashOf(each.file, bytes);
        seen.add(key);
        const known = described.get(key) ?? (await describe(each.file, bytes));
        described.set(key, known);
        const { file, version, origin, stem } = each;
        const newest = all.find((other) => other.stem === stem)?.file === file;
        forms.push({ file, version, origin, newest, ...known });
      }
      for (const key of described.keys()) if (!seen.has(key)) described.delete(key);
      return { forms, folder: files.folder };
    },
    async load(file) {
      const loaded = loadQuestionnaire(await files.read(await files.find(file)), file);
      if (loaded.ok) return loaded.questionnaire;
      throw new PaperlineError({
        code: 'questionnaire-invalid',
        message: `The questionnaire ${file} has faults:\n${sayFaults(loaded.faults)}`,
        remedy: 'Mend them on the screen Questionnaires, which names all of them.',
      });
    },
  };
};

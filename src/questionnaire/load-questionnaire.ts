import { readQuestionnaireFile } from './questionnaire-file.ts';
import { NodeReader } from './node-reader.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { QuestionnaireFault } from './questionnaire-fault.ts';
import { parseYamlSource } from './yaml-source.ts';

/** With `ok`, the faults are warnings only. Faults are in the order of the file. */
export type LoadedQuestionnaire =
  | {
      readonly ok: true;
      readonly questionnaire: Questionnaire;
      readonly faults: readonly QuestionnaireFault[];
    }
  | { readonly ok: false; readonly faults: readonly QuestionnaireFault[] };

const inFileOrder = (a: QuestionnaireFault, b: QuestionnaireFault): number =>
  a.line - b.line || a.column - b.column;

/** A list of answers used by several items is looked at each time; what is said of it is said once. */
const withoutRepeats = (faults: readonly QuestionnaireFault[]): readonly QuestionnaireFault[] => {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = `${fault.line}:${fault.column}:${fault.what}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/**
 * Reads a questionnaire file: its text, or its bytes where the encoding should be checked too. `file` is the name that
 * faults carry. Never throws for what the file holds; all faults are reported together.
 */
export const loadQuestionnaire = (content: string | Uint8Array, file: string): LoadedQuestionnaire => {
  const source = parseYamlSource(content, file);
  if (source.root === null) return { ok: false, faults: source.faults };
  const reader = new NodeReader(source);
  const questionnaire = readQuestionnaireFile(reader, reader.rootField(source.root));
  const faults = withoutRepeats([...source.faults, ...reader.faults]).toSorted(inFileOrder);
  return faults.some((fault) => fault.severity === 'error')
    ? { ok: false, faults }
    : { ok: true, questionnaire, faults };
};

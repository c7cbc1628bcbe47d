import { loadQuestionnaire } from '../../src/questionnaire/load-questionnaire.ts';
import type { QuestionnaireFault } from '../../src/questionnaire/questionnaire-fault.ts';

/** Stands in a test's YAML where the fault is expected; it is taken out before the text is read. */
export const HERE = '⌖';

export interface FaultPlace {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The text without the marker, and the line and column (from 1) where it stood. */
export const placeOfMarker = (marked: string): FaultPlace => {
  const offset = marked.indexOf(HERE);
  if (offset < 0 || marked.includes(HERE, offset + 1)) throw new Error(`Expected one ${HERE} in: ${marked}`);
  const before = marked.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    text: before + marked.slice(offset + HERE.length),
    line: before.split('\n').length,
    column: offset - lineStart + 1,
  };
};

/** The faults of the marked text, and those of them that stand exactly at the marker. */
export const faultsAtMarker = (
  marked: string,
): { readonly all: readonly QuestionnaireFault[]; readonly here: readonly QuestionnaireFault[] } => {
  const { text, line, column } = placeOfMarker(marked);
  const all = loadQuestionnaire(text, 'test.yaml').faults;
  return { all, here: all.filter((fault) => fault.line === line && fault.column === column) };
};

/** A questionnaire without faults in nl and en, with `items` as its items and `head` before them. */
export const wrapItems = (items: string, head = ''): string => `survey: test
languages: [nl, en]
organisation: Voorbeeld
title: { nl: Titel, en: Title }
privacy:
  controller: Voorbeeld
  contact: a@b.example
  data-protection-officer: c@b.example
  purpose: { nl: doel, en: purpose }
  legal-basis: { nl: grond, en: basis }
  recipients: { nl: niemand, en: nobody }
  transfers: { nl: geen, en: none }
  retention: { nl: kort, en: short }
  rights: { nl: rechten, en: rights }
  complaint: { nl: klacht, en: complaint }
  voluntary: { nl: vrijwillig, en: voluntary }
  url: https://b.example/privacy
${head}${head === '' || head.endsWith('\n') ? '' : '\n'}items:
${items}`;

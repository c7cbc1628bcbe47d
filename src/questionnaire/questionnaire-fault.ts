/** What is wrong with a questionnaire file, where, and what to do about it. */
export interface QuestionnaireFault {
  /** As the caller named the file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count them; a byte order mark does not count. */
  readonly column: number;
  /** A file with errors cannot be printed; a warning is a thing to look at. */
  readonly severity: 'error' | 'warning';
  /** A sentence that says what is wrong, with the values that matter. */
  readonly what: string;
  /** A sentence that says what to do. */
  readonly remedy: string;
}

const FRAME_WIDTH = 100;

/** `file:line:column: error: what. remedy.` */
export const formatFault = (fault: QuestionnaireFault): string =>
  `${fault.file}:${fault.line}:${fault.column}: ${fault.severity}: ${fault.what} ${fault.remedy}`;

/** What a person is told of the fault: the sentence, and the line that it is about. */
export const describeFault = (fault: QuestionnaireFault, lines: readonly string[]): readonly string[] => [
  formatFault(fault),
  ...frameFault(fault, lines),
];

/** The line that the fault is on, with a caret under its column; no lines where the file has no such line. */
const frameFault = (fault: QuestionnaireFault, lines: readonly string[]): readonly string[] => {
  const line = lines[fault.line - 1];
  if (line === undefined || line.trim() === '') return [];
  const start = fault.column > FRAME_WIDTH - 20 ? fault.column - 41 : 0;
  const visible = line.slice(start, start + FRAME_WIDTH).replace(/\p{Cc}/gu, ' ');
  const number = String(fault.line).padStart(5);
  return [
    `${number} | ${visible}`,
    `${' '.repeat(number.length)} | ${' '.repeat(fault.column - 1 - start)}^`,
  ];
};

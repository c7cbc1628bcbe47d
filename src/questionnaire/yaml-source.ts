import { LineCounter, parseDocument } from 'yaml';
import type { ErrorCode, ParsedNode } from 'yaml';
import type { QuestionnaireFault } from './questionnaire-fault.ts';

/** Larger files are not questionnaires: the longest real one is about 60 KB. */
const MAX_CHARACTERS = 256 * 1024;
const MAX_SYNTAX_FAULTS = 20;

export interface YamlSource {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** Line and column, both from 1, of a character offset in `text`. */
  readonly locate: (offset: number) => { readonly line: number; readonly column: number };
  /** Null where the text holds nothing or could not be parsed. */
  readonly root: ParsedNode | null;
  readonly faults: readonly QuestionnaireFault[];
}

const REMEDIES: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'Indent with spaces; two for each level.',
  BAD_INDENT: 'Line it up with its neighbours, with spaces; close every bracket that is opened.',
  BLOCK_AS_IMPLICIT_KEY:
    'Where words hold a colon followed by a space, put them between quotes: "Note: by bus".',
  BLOCK_IN_FLOW: 'Between { } write everything on one level, or write it on lines of its own.',
  BAD_SCALAR_START: 'Put words that begin with a special character between quotes.',
  BAD_ALIAS: 'Put words that begin with * or & between quotes.',
  BAD_DQ_ESCAPE: 'Between double quotes a backslash starts a code; write \\\\ or use single quotes.',
  MISSING_CHAR: 'Close every quote and bracket, and put a colon and a space between a key and its value.',
  UNEXPECTED_TOKEN: 'Check the indentation of this line and the one before, and whether quotes are closed.',
  MULTILINE_IMPLICIT_KEY: 'A key stands on one line, followed by a colon and a space.',
  MULTIPLE_DOCS: 'Keep one questionnaire a file and take out the line with ---.',
  RESOURCE_EXHAUSTION: 'Take out the nesting; a questionnaire needs no more than ten levels.',
};

const lineStartsOf = (text: string): LineCounter => {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
  return counter;
};

/** Offset in bytes of the first byte that is not UTF-8, or -1. */
const findBadByte = (bytes: Uint8Array): number => {
  const isText = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  if (isText(bytes.length)) return -1;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isText(middle)) good = middle;
    else bad = middle;
  }
  return good;
};

const decodeBytes = (
  bytes: Uint8Array,
): { text: string; problem?: { offset: number; what: string; remedy: string } } => {
  const remedy = 'Save it again as UTF-8 text; most editors ask for the encoding under "Save as".';
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { text: '', problem: { offset: 0, what: 'The file is in UTF-16, not in UTF-8.', remedy } };
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = findBadByte(bytes);
  if (bad >= 0 || text.endsWith('\ufffd')) {
    // A byte that begins a character is wrong only where the next ones do not follow it: count whole characters.
    const whole = new TextDecoder('utf-8', { ignoreBOM: true })
      .decode(bad >= 0 ? bytes.subarray(0, bad) : bytes)
      .replace(/\ufffd+$/, '');
    const byte = bytes[new TextEncoder().encode(whole).length] ?? 0;
    const what = `The file is not UTF-8: byte 0x${byte.toString(16)} stands here.`;
    return { text, problem: { offset: whole.replace(/^\ufeff/, '').length, what, remedy } };
  }
  return { text };
};

const endWithStop = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);

/** Parses YAML 1.2 without resolving anything; never throws for what the text holds. */
export const parseYamlSource = (content: string | Uint8Array, file: string): YamlSource => {
  const decoded = typeof content === 'string' ? { text: content } : decodeBytes(content);
  const text = decoded.text.startsWith('\ufeff') ? decoded.text.slice(1) : decoded.text;
  const counter = lineStartsOf(text);
  const locate = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(Math.min(Math.max(offset, 0), text.length));
    return { line, column: col };
  };
  const faults: QuestionnaireFault[] = [];
  const addError = (offset: number, what: string, remedy: string): void => {
    faults.push({ file, ...locate(offset), severity: 'error', what, remedy });
  };
  const result = (root: ParsedNode | null): YamlSource => ({ file, text, locate, root, faults });

  if ('problem' in decoded && decoded.problem !== undefined) {
    addError(decoded.problem.offset, decoded.problem.what, decoded.problem.remedy);
    return result(null);
  }
  if (text.trim() === '') {
    addError(0, 'The file is empty.', 'Start from a copy of forms/short-survey.yaml.');
    return result(null);
  }
  if (text.length > MAX_CHARACTERS) {
    addError(
      0,
      `The file has ${text.length} characters, more than the ${MAX_CHARACTERS} that a questionnaire may have.`,
      'Check that this is the file you meant.',
    );
    return result(null);
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    addError(nul, 'The file holds a NUL character, so it is not plain text.', 'Save it again as UTF-8 text.');
    return result(null);
  }

  let parsed;
  try {
    parsed = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  } catch (error) {
    addError(
      0,
      `The file cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}.`,
      'Start from a copy of forms/short-survey.yaml.',
    );
    return result(null);
  }
  for (const problem of [...parsed.errors, ...parsed.warnings].slice(0, MAX_SYNTAX_FAULTS)) {
    addError(
      problem.pos[0],
      endWithStop(problem.message),
      REMEDIES[problem.code] ?? 'Correct it, or put the words between quotes.',
    );
  }
  if (parsed.errors.length === 0 && parsed.contents === null) {
    addError(0, 'The file holds nothing but comments.', 'Start from a copy of forms/short-survey.yaml.');
  }
  return result(faults.length === 0 ? parsed.contents : null);
};

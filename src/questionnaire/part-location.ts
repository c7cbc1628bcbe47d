import { isMap, isPair, isScalar, LineCounter, parseDocument, visit, type Node } from 'yaml';
import type { QuestionnairePart } from '../domain/errors.ts';

/** Line and column, both from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

const TOP: FilePlace = { line: 1, column: 1 };

const offsetOfItem = (root: Node, id: string): number | null => {
  let byVariable: number | null = null;
  let byRow: number | null = null;
  let byId: number | null = null;
  visit(root, {
    Pair(_, { key }) {
      // A grid without an id is known by its first row.
      if (isScalar(key) && `${String(key.value)}-grid` === id) byRow ??= key.range?.[0] ?? null;
    },
    Map(_, map) {
      const begins = map.range?.[0] ?? null;
      if (map.get('id') === id) byId ??= begins;
      if (map.get('variable') === id) byVariable ??= begins;
    },
  });
  return byId ?? byVariable ?? byRow;
};

const offsetOfKey = (root: Node, key: string): number | null => {
  if (!isMap(root)) return null;
  const pair = root.items.find((item) => isPair(item) && String(item.key) === key);
  return (pair?.key as Node | undefined)?.range?.[0] ?? null;
};

/** Where a part of a questionnaire stands in its file: for faults that show only when the form is set. */
export const locatePart = (content: string, part: QuestionnairePart | null): FilePlace => {
  const counter = new LineCounter();
  const { contents } = parseDocument(content, { lineCounter: counter });
  if (part === null || contents === null) return TOP;
  const offset =
    'words' in part
      ? content.indexOf(part.words)
      : 'item' in part
        ? offsetOfItem(contents, part.item)
        : offsetOfKey(contents, part.key);
  if (offset === null || offset < 0) return TOP;
  const { line, col } = counter.linePos(offset);
  return { line, column: col };
};

/** Which lines two texts do not share. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this many pairs of lines the middle is told as replaced as a whole. */
const MOST_PAIRS = 4_000_000;

/** The longest common run of lines, in order, by lengths of common tails. */
const middleDiff = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  if (before.length * after.length > MOST_PAIRS) {
    return [
      ...before.map((text): DiffLine => ({ kind: 'removed', text })),
      ...after.map((text): DiffLine => ({ kind: 'added', text })),
    ];
  }
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const [one, other] = [before[row], after[column]];
    if (one !== undefined && one === other) {
      lines.push({ kind: 'same', text: one });
      row++;
      column++;
    } else if (one !== undefined && (other === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: 'removed', text: one });
      row++;
    } else {
      lines.push({ kind: 'added', text: other ?? '' });
      column++;
    }
  }
  return lines;
};

export const diffLines = (before: string, after: string): DiffLine[] => {
  const [one, other] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head++;
  let tail = 0;
  while (
    tail < one.length - head &&
    tail < other.length - head &&
    one[one.length - 1 - tail] === other[other.length - 1 - tail]
  )
    tail++;
  const same = (text: string): DiffLine => ({ kind: 'same', text });
  return [
    ...one.slice(0, head).map(same),
    ...middleDiff(one.slice(head, one.length - tail), other.slice(head, other.length - tail)),
    ...one.slice(one.length - tail).map(same),
  ];
};

/** Only what differs, with `around` lines on both sides; null stands where lines were left out. */
export const hunksOf = (lines: readonly DiffLine[], around = 2): (DiffLine | null)[] => {
  const near = lines.map((_line, place) =>
    lines.slice(Math.max(0, place - around), place + around + 1).some(({ kind }) => kind !== 'same'),
  );
  return lines.flatMap((line, place) => {
    if (near[place] === true) return [line];
    return place === 0 || near[place - 1] === true ? [null] : [];
  });
};

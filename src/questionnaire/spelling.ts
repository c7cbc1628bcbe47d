/** Number of single-character changes, with a swap of neighbours as one, that make `a` into `b`. */
const editDistance = (a: string, b: string): number => {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
};

const LONGEST_WORD = 40;

/** The one of `known` that `word` was probably meant to be, if any is near enough. */
export const findNearestWord = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > LONGEST_WORD) return undefined;
  const written = word.toLowerCase().replaceAll('_', '-');
  let nearest: string | undefined;
  let least = Math.min(3, Math.floor(word.length / 3) + 1);
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase().replaceAll('_', '-'));
    if (distance < least || (distance === least && nearest === undefined && distance < word.length)) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
};

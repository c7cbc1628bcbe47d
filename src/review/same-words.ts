/** What makes two texts the same words: case, blanks and the signs between them say nothing. */
export const sameWordsKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();

/** Names joined by `-` as a file is called before the dot: letters, digits, `_` and `-` alone. */
export const fileStemOf = (...names: readonly string[]): string =>
  names.join('-').replace(/[^A-Za-z0-9_-]+/gu, '-');

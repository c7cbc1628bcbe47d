/** The longest name that fits everywhere that names are shown. */
export const NAME_LIMIT_CHARACTERS = 40;

/** How a person's name is kept: composed, without spaces around it or two in a row. Null where it is no name. */
export const accountNameFrom = (text: string): string | null => {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  const characters = [...name].length;
  if (characters < 2 || characters > NAME_LIMIT_CHARACTERS) return null;
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_@+-]*$/u.test(name) ? name : null;
};

/** Two names with one key are one name: nobody tells them apart when they are typed. */
export const accountNameKey = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

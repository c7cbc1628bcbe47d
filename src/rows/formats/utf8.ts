/** At most `bytes` bytes of UTF-8, without cutting a character in two. */
export const truncateUtf8 = (text: string, bytes: number): string => {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let room = bytes;
  for (const character of text) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
};

/** Pieces put together until they are worth writing. */
export function* inChunks(pieces: Iterable<string>, characters = 65_536): Generator<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < characters) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

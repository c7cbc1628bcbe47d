/**
 * A TrueType font cut down to some of its glyphs. Glyph numbers stay as they are, so composite glyphs need no rewriting
 * and text can be encoded before it is known which glyphs a document uses; unused glyphs are empty.
 * Format: the OpenType specification 1.9, chapters `otff`, `glyf`, `loca`, `head`, `hmtx`.
 */

interface Table {
  readonly offset: number;
  readonly length: number;
}

/** What a PDF reader needs to draw glyphs by number; names, character map and layout tables stay out. */
const KEPT_TABLES = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'] as const;

const readTables = (font: DataView): Map<string, Table> => {
  const tables = new Map<string, Table>();
  for (let index = 0; index < font.getUint16(4); index++) {
    const record = 12 + 16 * index;
    const tag = Array.from({ length: 4 }, (_, i) => String.fromCharCode(font.getUint8(record + i))).join('');
    tables.set(tag, { offset: font.getUint32(record + 8), length: font.getUint32(record + 12) });
  }
  return tables;
};

const COMPONENT = { wordArguments: 0x1, scale: 0x8, more: 0x20, scaleXY: 0x40, twoByTwo: 0x80 } as const;

/** Numbers of the glyphs that a composite glyph is put together from; none for a simple one. */
const componentsOf = (glyph: DataView): number[] => {
  if (glyph.byteLength === 0 || glyph.getInt16(0) >= 0) return [];
  const components: number[] = [];
  let at = 10;
  let flags: number;
  do {
    flags = glyph.getUint16(at);
    components.push(glyph.getUint16(at + 2));
    at += 4 + (flags & COMPONENT.wordArguments ? 4 : 2);
    at += flags & COMPONENT.scale ? 2 : flags & COMPONENT.scaleXY ? 4 : flags & COMPONENT.twoByTwo ? 8 : 0;
  } while (flags & COMPONENT.more);
  return components;
};

const checksum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word =
      ((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0);
    sum = (sum + word) >>> 0;
  }
  return sum;
};

const writeFont = (tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array => {
  const headerLength = 12 + 16 * tables.length;
  const padded = (length: number): number => (length + 3) & ~3;
  const out = new Uint8Array(tables.reduce((sum, [, bytes]) => sum + padded(bytes.length), headerLength));
  const view = new DataView(out.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * (tables.length - 2 ** power));
  let offset = headerLength;
  let headOffset = 0;
  tables.forEach(([tag, bytes], index) => {
    const record = 12 + 16 * index;
    for (let i = 0; i < 4; i++) view.setUint8(record + i, tag.charCodeAt(i));
    view.setUint32(record + 4, checksum(bytes));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, bytes.length);
    out.set(bytes, offset);
    if (tag === 'head') headOffset = offset;
    offset += padded(bytes.length);
  });
  view.setUint32(headOffset + 8, (0xb1b0afba - checksum(out)) >>> 0);
  return out;
};

/** `font`: a whole TrueType file with `glyf` outlines. `glyphs`: glyph numbers; 0 (the missing glyph) is always kept. */
export const subsetFont = (font: Uint8Array, glyphs: Iterable<number>): Uint8Array => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = readTables(view);
  const table = (tag: string): Table => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`Expected the font to have a table ${tag}.`);
    return found;
  };
  const head = table('head');
  const loca = table('loca');
  const glyf = table('glyf');
  const longOffsets = view.getInt16(head.offset + 50) === 1;
  const glyphCount = view.getUint16(table('maxp').offset + 4);
  const startOf = (glyph: number): number =>
    longOffsets ? view.getUint32(loca.offset + 4 * glyph) : 2 * view.getUint16(loca.offset + 2 * glyph);
  const outline = (glyph: number): DataView =>
    new DataView(
      font.buffer,
      font.byteOffset + glyf.offset + startOf(glyph),
      startOf(glyph + 1) - startOf(glyph),
    );

  const kept = new Set<number>([0]);
  const pending = [...glyphs];
  for (let glyph = pending.pop(); glyph !== undefined; glyph = pending.pop()) {
    if (glyph >= glyphCount)
      throw new RangeError(`Expected a glyph below ${glyphCount} but received ${glyph}.`);
    if (kept.has(glyph)) continue;
    kept.add(glyph);
    pending.push(...componentsOf(outline(glyph)));
  }

  const outlines: Uint8Array[] = [];
  const offsets = new DataView(new ArrayBuffer(4 * (glyphCount + 1)));
  let at = 0;
  for (let glyph = 0; glyph < glyphCount; glyph++) {
    offsets.setUint32(4 * glyph, at);
    if (!kept.has(glyph)) continue;
    const bytes = outline(glyph);
    // Each outline starts on a multiple of four bytes.
    const padded = new Uint8Array((bytes.byteLength + 3) & ~3);
    padded.set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    outlines.push(padded);
    at += padded.length;
  }
  offsets.setUint32(4 * glyphCount, at);
  const outlineBytes = new Uint8Array(at);
  let written = 0;
  for (const bytes of outlines) {
    outlineBytes.set(bytes, written);
    written += bytes.length;
  }

  const copyOf = (tag: string): Uint8Array => {
    const { offset, length } = table(tag);
    // A copy, also where `font` is a Buffer, whose own slice() would share the caller's bytes.
    return Uint8Array.from(font.subarray(offset, offset + length));
  };
  const newHead = copyOf('head');
  const headView = new DataView(newHead.buffer);
  headView.setUint32(8, 0);
  headView.setInt16(50, 1);
  const metrics = copyOf('hmtx');
  const metricCount = view.getUint16(table('hhea').offset + 34);
  for (let glyph = 0; glyph < metricCount; glyph++) {
    if (!kept.has(glyph)) metrics.fill(0, 4 * glyph, 4 * glyph + 4);
  }
  const replaced: Readonly<Record<string, Uint8Array>> = {
    glyf: outlineBytes,
    loca: new Uint8Array(offsets.buffer),
    head: newHead,
    hmtx: metrics,
  };
  return writeFont(
    KEPT_TABLES.flatMap((tag) => (tables.has(tag) ? [[tag, replaced[tag] ?? copyOf(tag)] as const] : [])),
  );
};

/** A face of the typeface inside a PDF: only the glyphs that are used, with what they mean so that text can be copied. */
import { deflateSync } from 'node:zlib';
import type { PDFContext, PDFRef } from 'pdf-lib';
import { PDFRawStream, PDFString } from 'pdf-lib';
import type { Face } from './drawing.ts';
import { subsetFont } from './font-subset.ts';
import { faceFile, glyphOfLetter, TYPE_FEATURES } from './typeface.ts';

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

const utf16 = (codePoints: readonly number[]): string =>
  [...String.fromCodePoint(...codePoints)]
    .flatMap((letter) => Array.from({ length: letter.length }, (_, i) => hex(letter.charCodeAt(i))))
    .join('');

interface UsedGlyph {
  readonly advance: number;
  readonly codePoints: readonly number[];
}

export class EmbeddedFace {
  readonly #face: Face;
  readonly #used = new Map<number, UsedGlyph>();

  constructor(face: Face) {
    this.#face = face;
  }

  /** The operand and operator that show `words` with kerning (ISO 32000-1, 9.4.3: numbers in TJ move left by 1/1000 em). */
  show(words: string): string {
    const { font } = faceFile(this.#face);
    const { glyphs, positions } = font.layout(words, TYPE_FEATURES);
    const parts: string[] = [];
    let open = '';
    glyphs.forEach((glyph, index) => {
      open += this.#use(glyph);
      const kernUnits = (positions[index]?.xAdvance ?? glyph.advanceWidth) - glyph.advanceWidth;
      if (kernUnits === 0 || index === glyphs.length - 1) return;
      parts.push(`<${open}>${Math.round((-kernUnits * 1000) / font.unitsPerEm)}`);
      open = '';
    });
    return parts.length === 0 ? `<${open}> Tj` : `[${parts.join('')}<${open}>] TJ`;
  }

  /** As `show`, letter by letter: for words that are letterspaced. */
  showSpaced(words: string): string {
    return `<${Array.from(words, (letter) => this.#use(glyphOfLetter(letter, this.#face))).join('')}> Tj`;
  }

  #use(glyph: ReturnType<typeof glyphOfLetter>): string {
    if (!this.#used.has(glyph.id)) {
      this.#used.set(glyph.id, { advance: glyph.advanceWidth, codePoints: [...glyph.codePoints] });
    }
    return hex(glyph.id);
  }

  get isUsed(): boolean {
    return this.#used.size > 0;
  }

  /** `tag`: six capitals that mark a subset (ISO 32000-1, 9.6.4); fixed, so that equal content is an equal file. */
  embed(context: PDFContext, tag: string): PDFRef {
    const { font, bytes } = faceFile(this.#face);
    const name = `${tag}+${font.postscriptName ?? this.#face}`;
    const perMille = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
    const glyphs = [...this.#used].sort(([a], [b]) => a - b);
    const subset = subsetFont(
      bytes,
      glyphs.map(([glyph]) => glyph),
    );
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: name,
        // Symbolic: glyphs are named by number, not by letter.
        Flags: this.#face === 'italic' ? 4 + 64 : 4,
        FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map(perMille),
        ItalicAngle: Math.round(font.italicAngle),
        Ascent: perMille(font.ascent),
        Descent: perMille(font.descent),
        CapHeight: perMille(font.capHeight),
        XHeight: perMille(font.xHeight),
        StemV: this.#face === 'semibold' ? 120 : 84,
        FontFile2: context.register(
          PDFRawStream.of(
            context.obj({ Filter: 'FlateDecode', Length1: subset.length }),
            deflateSync(subset, { level: 9 }),
          ),
        ),
      }),
    );
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        CIDToGIDMap: 'Identity',
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        W: glyphs.flatMap(([glyph, { advance }]) => [glyph, [perMille(advance)]]),
      }),
    );
    return context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: context.register(
          PDFRawStream.of(
            context.obj({ Filter: 'FlateDecode' }),
            deflateSync(Buffer.from(this.#toUnicode(glyphs), 'latin1'), { level: 9 }),
          ),
        ),
      }),
    );
  }

  #toUnicode(glyphs: readonly (readonly [number, UsedGlyph])[]): string {
    const entries = glyphs
      .filter(([, { codePoints }]) => codePoints.length > 0)
      .map(([glyph, { codePoints }]) => `<${hex(glyph)}> <${utf16(codePoints)}>`);
    // A section may hold at most 100 entries (Adobe Technical Note 5411).
    const sections = Array.from({ length: Math.ceil(entries.length / 100) }, (_, section) =>
      entries.slice(100 * section, 100 * section + 100),
    );
    return [
      '/CIDInit /ProcSet findresource begin',
      '12 dict begin',
      'begincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def',
      '/CMapType 2 def',
      '1 begincodespacerange',
      '<0000> <FFFF>',
      'endcodespacerange',
      ...sections.flatMap((section) => [`${section.length} beginbfchar`, ...section, 'endbfchar']),
      'endcmap',
      'CMapName currentdict /CMap defineresource pop',
      'end',
      'end',
    ].join('\n');
  }
}

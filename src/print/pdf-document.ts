/**
 * Drawings to PDF. Here, and only here, millimetres from the top left become points from the bottom left.
 * Written with pdf-lib's objects rather than its drawing calls, so that a thousand copies share one description of each page.
 */
import { deflateSync } from 'node:zlib';
import type { PDFDict, PDFRef } from 'pdf-lib';
import { PDFContext, PDFHexString, PDFRawStream, PDFString, PDFWriter } from 'pdf-lib';
import type { Colour, Drawing, Face, OutlineStep } from './drawing.ts';
import type { Paper } from './measures.ts';
import { MM_PER_PT } from './measures.ts';
import { EmbeddedFace } from './embedded-face.ts';

const FACES = ['regular', 'semibold', 'italic'] as const satisfies readonly Face[];

const rgb = (colour: Colour): string => colour.map((part) => number(part)).join(' ');

const number = (value: number): string => String(Math.round(value * 1000) / 1000);

/** What is said to programs that open the file. */
export interface PdfDescription {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Both sides of the paper are printed on. */
  readonly duplex: boolean;
}

/** A page's content that several pages share. */
export type SharedContent = PDFRef;

export class PdfDocument {
  readonly #context = PDFContext.create();
  readonly #paper: Paper;
  readonly #faces = new Map<Face, EmbeddedFace>(FACES.map((face) => [face, new EmbeddedFace(face)]));
  readonly #pagesRef: PDFRef;
  readonly #resourcesRef: PDFRef;
  readonly #pages: PDFRef[] = [];

  constructor(paper: Paper) {
    this.#paper = paper;
    this.#pagesRef = this.#context.nextRef();
    this.#resourcesRef = this.#context.nextRef();
  }

  /** Content to be used by any number of pages. */
  share(drawings: readonly Drawing[]): SharedContent {
    return this.#context.register(this.#stream(drawings));
  }

  /** A page of what it shares with others and what is its own. */
  addPage(shared: SharedContent | null, own: readonly Drawing[]): void {
    const contents = [
      ...(shared === null ? [] : [shared]),
      ...(own.length === 0 ? [] : [this.#context.register(this.#stream(own))]),
    ];
    this.#pages.push(
      this.#context.register(this.#context.obj({ Type: 'Page', Parent: this.#pagesRef, Contents: contents })),
    );
  }

  /** The file. The document cannot be added to afterwards. */
  async write(description: PdfDescription): Promise<Uint8Array> {
    const context = this.#context;
    const fonts: Record<string, PDFRef> = {};
    for (const [index, [face, embedded]] of [...this.#faces].entries()) {
      if (embedded.isUsed) fonts[resourceName(face)] = embedded.embed(context, `PAPER${'ABC'.charAt(index)}`);
    }
    context.assign(this.#resourcesRef, context.obj({ Font: fonts }));
    context.assign(this.#pagesRef, this.#pageTree());
    context.trailerInfo.Root = context.register(
      context.obj({
        Type: 'Catalog',
        Pages: this.#pagesRef,
        Lang: PDFString.of(description.language),
        // Scaling to fit is what makes printed marks stand elsewhere than the layout says.
        ViewerPreferences: {
          DisplayDocTitle: true,
          PrintScaling: 'None',
          Duplex: description.duplex ? 'DuplexFlipLongEdge' : 'Simplex',
        },
      }),
    );
    context.trailerInfo.Info = context.register(
      context.obj({ Title: PDFHexString.fromText(description.title), Producer: PDFString.of('Paperline') }),
    );
    return PDFWriter.forContext(context, Infinity).serializeToBuffer();
  }

  /** Two levels, so that no viewer has to walk a list of thousands. */
  #pageTree(): PDFDict {
    const context = this.#context;
    const groupSize = 64;
    const groups: PDFRef[] = [];
    for (let start = 0; start < this.#pages.length; start += groupSize) {
      const kids = this.#pages.slice(start, start + groupSize);
      const group = context.register(
        context.obj({ Type: 'Pages', Parent: this.#pagesRef, Count: kids.length, Kids: kids }),
      );
      for (const kid of kids) {
        const page = context.lookup(kid) as PDFDict;
        page.set(context.obj('Parent'), group);
      }
      groups.push(group);
    }
    const box = [0, 0, this.#paper.widthMm / MM_PER_PT, this.#paper.heightMm / MM_PER_PT].map(
      (value) => Math.round(value * 1000) / 1000,
    );
    return context.obj({
      Type: 'Pages',
      Count: this.#pages.length,
      Kids: groups,
      MediaBox: box,
      Resources: this.#resourcesRef,
    });
  }

  #stream(drawings: readonly Drawing[]): PDFRawStream {
    const operators = drawings.map((drawing) => this.#operators(drawing)).join('\n');
    // A copy: zlib hands out a slice of a 16 kB buffer, which thousands of pages would each keep alive.
    const bytes = Uint8Array.from(deflateSync(Buffer.from(operators, 'latin1'), { level: 9 }));
    return PDFRawStream.of(this.#context.obj({ Filter: 'FlateDecode' }), bytes);
  }

  #x(mm: number): string {
    return number(mm / MM_PER_PT);
  }

  #y(mm: number): string {
    return number((this.#paper.heightMm - mm) / MM_PER_PT);
  }

  #step(step: OutlineStep): string {
    if (step[0] === 'Z') return 'h';
    const points: string[] = [];
    for (let at = 1; at < step.length; at += 2)
      points.push(this.#x(Number(step[at])), this.#y(Number(step[at + 1])));
    return `${points.join(' ')} ${step[0] === 'M' ? 'm' : step[0] === 'L' ? 'l' : 'c'}`;
  }

  #operators(drawing: Drawing): string {
    switch (drawing.kind) {
      case 'words': {
        const face = this.#faces.get(drawing.face);
        if (face === undefined) throw new Error(`The face ${drawing.face} is not loaded.`);
        const ink = drawing.colour === undefined ? `${number(drawing.gray)} g` : `${rgb(drawing.colour)} rg`;
        const start = `BT ${ink} /${resourceName(drawing.face)} ${number(drawing.sizePt)} Tf ${this.#x(drawing.xMm)} ${this.#y(drawing.baselineMm)} Td`;
        return drawing.trackingPt === undefined
          ? `${start} ${face.show(drawing.words)} ET`
          : `${start} ${number(drawing.trackingPt)} Tc ${face.showSpaced(drawing.words)} 0 Tc ET`;
      }
      case 'frame': {
        const { rectMm } = drawing;
        const rect = `${this.#x(rectMm.x)} ${this.#y(rectMm.y + rectMm.height)} ${this.#x(rectMm.width)} ${this.#x(rectMm.height)} re`;
        return `${number(drawing.gray)} G ${this.#x(drawing.lineMm)} w 0 j ${rect} S`;
      }
      case 'block': {
        const { rectMm } = drawing;
        return `${number(drawing.gray)} g ${this.#x(rectMm.x)} ${this.#y(rectMm.y + rectMm.height)} ${this.#x(rectMm.width)} ${this.#x(rectMm.height)} re f`;
      }
      case 'shape': {
        const { fill, stroke, outline } = drawing;
        const paint = fill === null ? 'S' : stroke === null ? 'f' : 'B';
        if (fill === null && stroke === null) return '';
        return [
          ...(fill === null ? [] : [`${rgb(fill)} rg`]),
          ...(stroke === null ? [] : [`${rgb(stroke.colour)} RG ${this.#x(stroke.lineMm)} w 1 j 1 J`]),
          ...outline.map((step) => this.#step(step)),
          paint,
        ].join(' ');
      }
      case 'line': {
        const [x1, y1] = drawing.fromMm;
        const [x2, y2] = drawing.toMm;
        const cap = drawing.roundEnds === true ? 1 : 0;
        return `${number(drawing.gray)} G ${this.#x(drawing.lineMm)} w ${cap} J ${this.#x(x1)} ${this.#y(y1)} m ${this.#x(x2)} ${this.#y(y2)} l S`;
      }
    }
    // In modules with y down, so that the path is small whole numbers, which pack well.
    const module = this.#x(drawing.moduleMm);
    const frame = `${module} 0 0 -${module} ${this.#x(drawing.xMm)} ${this.#y(drawing.yMm)} cm`;
    const path = drawing.symbol.dark.map((r) => `${r.x} ${r.y} ${r.width} ${r.height} re`).join(' ');
    return `q 0 g ${frame} ${path} f Q`;
  }
}

const resourceName = (face: Face): string => `F${FACES.indexOf(face)}`;

/** Tells whether a PDF page is one image and nothing else, as scanners make them, and where that image lies on it. */
import type { Pdfium } from './pdfium-module.ts';
import type { Orientation } from './orientation.ts';
import type { Resolution } from './resolution.ts';

const POINTS_PER_INCH = 72;

const OBJECT = { text: 1, path: 2, image: 3, form: 5 } as const;
const TEXT_MODE = { invisible: 3, clip: 7 } as const;
const ANNOTATION = { link: 2, popup: 16 } as const;

/** How an image lies on the page as a viewer shows it (cropped and turned by /Rotate). */
export interface Placement {
  readonly orientation: Orientation;
  /** Dots an inch of the upright image, by its placed size; /UserUnit not counted. */
  readonly resolution: Resolution;
  /** What the viewer shows of the upright image, in parts of its width and height, 0 to 1. */
  readonly visible: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

export type PageContent =
  | {
      readonly kind: 'one-image';
      readonly placement: Placement;
      /** Size of the image as stored, in px. */
      readonly widthPx: number;
      readonly heightPx: number;
      /** Handle of the image, while the page is open. */
      readonly object: number;
      /** The image hides everything painted before it, or nothing is. */
      readonly isAlone: boolean;
      /** True where a stencil would be painted in black. */
      readonly paintsBlack: boolean;
    }
  | {
      readonly kind: 'drawn';
      /** Why the page is not one image. */
      readonly why: string;
      /** Handles of the visible images, while the page is open. */
      readonly images: readonly number[];
      /** The finest resolution among the images that cover most of the page's width; null where none does. */
      readonly imageDpi: number | null;
    };

/** An affine map: x' = a x + c y + e, y' = b x + d y + f. */
interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** First `inner`, then `outer`. */
const compose = (outer: Affine, inner: Affine): Affine => ({
  a: outer.a * inner.a + outer.c * inner.b,
  b: outer.b * inner.a + outer.d * inner.b,
  c: outer.a * inner.c + outer.c * inner.d,
  d: outer.b * inner.c + outer.d * inner.d,
  e: outer.a * inner.e + outer.c * inner.f + outer.e,
  f: outer.b * inner.e + outer.d * inner.f + outer.f,
});

const readFloats = (lib: Pdfium, count: number, fill: (pointer: number) => number): number[] | null =>
  lib.withMemory(count * 4, (pointer) => {
    if (fill(pointer) === 0) return null;
    const view = new DataView(lib.heap().buffer, pointer, count * 4);
    return Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true));
  });

/** Page space (pt, y up) to what a viewer shows (pt from its top-left corner, y down), and that area's size. */
const pageToView = (page: number, lib: Pdfium): { map: Affine; width: number; height: number } | null => {
  const box = readFloats(lib, 4, (pointer) => lib.functions._FPDF_GetPageBoundingBox(page, pointer));
  // FS_RECTF holds left, top, right, bottom.
  const [left, top, right, bottom] = box ?? [];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return null;
  const width = right - left;
  const height = top - bottom;
  if (!(width > 0 && height > 0)) return null;
  switch (lib.functions._FPDFPage_GetRotation(page)) {
    case 1:
      return { map: { a: 0, b: 1, c: 1, d: 0, e: -bottom, f: -left }, width: height, height: width };
    case 2:
      return { map: { a: -1, b: 0, c: 0, d: 1, e: right, f: -bottom }, width, height };
    case 3:
      return { map: { a: 0, b: -1, c: -1, d: 0, e: top, f: right }, width: height, height: width };
    default:
      return { map: { a: 1, b: 0, c: 0, d: -1, e: -left, f: top }, width, height };
  }
};

/** Image space (0..1 across, 0..1 down from the top row) to page space. */
const imageToPage = (object: number, lib: Pdfium): Affine | null => {
  const matrix = readFloats(lib, 6, (pointer) => lib.functions._FPDFPageObj_GetMatrix(object, pointer));
  const [a, b, c, d, e, f] = matrix ?? [];
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return compose({ a, b, c, d, e, f }, { a: 1, b: 0, c: 0, d: -1, e: 0, f: 1 });
};

/** The size of a stored image, or null where pdfium makes nothing of it. */
export const imageSizePx = (object: number, lib: Pdfium): { width: number; height: number } | null =>
  lib.withMemory(8, (pointer) => {
    if (lib.functions._FPDFImageObj_GetImagePixelSize(object, pointer, pointer + 4) === 0) return null;
    const view = new DataView(lib.heap().buffer, pointer, 8);
    return { width: view.getUint32(0, true), height: view.getUint32(4, true) };
  });

// Half a pixel over the whole image: less than the scanner's own jitter.
const SKEW_TOLERANCE_PX = 0.5;

const placementOf = (
  map: Affine,
  view: { width: number; height: number },
  size: { width: number; height: number },
): Placement | null => {
  const skewOf = (offX: number, offY: number, resolutionX: number, resolutionY: number): number =>
    Math.max(Math.abs(offX) * resolutionX, Math.abs(offY) * resolutionY);
  const transpose = Math.abs(map.b) + Math.abs(map.c) > Math.abs(map.a) + Math.abs(map.d);
  // After the transposition, `across` takes the upright image's x and `down` its y to the view.
  const across = transpose ? map.c : map.a;
  const down = transpose ? map.b : map.d;
  const widthPx = transpose ? size.height : size.width;
  const heightPx = transpose ? size.width : size.height;
  if (across === 0 || down === 0) return null;
  const resolution = { x: widthPx / Math.abs(across), y: heightPx / Math.abs(down) };
  const skewPx = transpose
    ? skewOf(map.a, map.d, resolution.x, resolution.y)
    : skewOf(map.c, map.b, resolution.x, resolution.y);
  if (skewPx > SKEW_TOLERANCE_PX) return null;
  const left = Math.min(map.e, map.e + across);
  const top = Math.min(map.f, map.f + down);
  const part = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    orientation: { transpose, flipX: across < 0, flipY: down < 0 },
    resolution: { x: resolution.x * POINTS_PER_INCH, y: resolution.y * POINTS_PER_INCH },
    visible: {
      left: part(-left / Math.abs(across)),
      top: part(-top / Math.abs(down)),
      right: part((view.width - left) / Math.abs(across)),
      bottom: part((view.height - top) / Math.abs(down)),
    },
  };
};

/** How much of the view's width and height the image covers, the lesser of the two, 0 to 1. */
const coverageOf = (
  placement: Placement,
  view: { width: number; height: number },
  size: UprightSize,
): number => {
  const { visible, resolution } = placement;
  const widthPt = ((visible.right - visible.left) * size.width * POINTS_PER_INCH) / resolution.x;
  const heightPt = ((visible.bottom - visible.top) * size.height * POINTS_PER_INCH) / resolution.y;
  return Math.min(widthPt / view.width, heightPt / view.height);
};

interface UprightSize {
  readonly width: number;
  readonly height: number;
}

// What a form XObject with an OCR text layer needs; deeper ones are drawn.
const MAX_FORM_DEPTH = 3;

/** True where painting the object leaves no mark: OCR text layers, empty paths. */
const isInvisible = (object: number, lib: Pdfium, depth = 0): boolean => {
  const { functions } = lib;
  switch (functions._FPDFPageObj_GetType(object)) {
    case OBJECT.text: {
      const mode = functions._FPDFTextObj_GetTextRenderMode(object);
      return mode === TEXT_MODE.invisible || mode === TEXT_MODE.clip;
    }
    case OBJECT.path:
      return lib.withMemory(8, (pointer) => {
        if (functions._FPDFPath_GetDrawMode(object, pointer, pointer + 4) === 0) return false;
        const view = new DataView(lib.heap().buffer, pointer, 8);
        return view.getUint32(0, true) === 0 && view.getUint32(4, true) === 0;
      });
    case OBJECT.form: {
      const count = functions._FPDFFormObj_CountObjects(object);
      if (depth >= MAX_FORM_DEPTH || count < 0) return false;
      for (let index = 0; index < count; index++) {
        if (!isInvisible(functions._FPDFFormObj_GetObject(object, index), lib, depth + 1)) return false;
      }
      return true;
    }
    default:
      return false;
  }
};

/** True where a clip path may cut off part of what the viewer would show of the page. */
const isClipped = (object: number, page: number, lib: Pdfium): boolean => {
  const { functions } = lib;
  const clip = functions._FPDFPageObj_GetClipPath(object);
  const paths = clip === 0 ? 0 : functions._FPDFClipPath_CountPaths(clip);
  if (paths <= 0) return false;
  const box = readFloats(lib, 4, (pointer) => functions._FPDF_GetPageBoundingBox(page, pointer));
  const bounds = readFloats(lib, 4, (pointer) =>
    functions._FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12),
  );
  const [boxLeft, boxTop, boxRight, boxBottom] = box ?? [];
  const [left, bottom, right, top] = bounds ?? [];
  if (boxLeft === undefined || boxTop === undefined || boxRight === undefined || boxBottom === undefined)
    return true;
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return true;
  const shown = {
    left: Math.max(boxLeft, left),
    right: Math.min(boxRight, right),
    bottom: Math.max(boxBottom, bottom),
    top: Math.min(boxTop, top),
  };
  for (let index = 0; index < paths; index++) {
    const count = functions._FPDFClipPath_CountPathSegments(clip, index);
    // A rectangle has four or five points; any other shape may cut something off.
    if (count < 4 || count > 5) return true;
    const points: (readonly [number, number])[] = [];
    for (let at = 0; at < count; at++) {
      const segment = functions._FPDFClipPath_GetPathSegment(clip, index, at);
      const [x, y] = readFloats(lib, 2, (p) => functions._FPDFPathSegment_GetPoint(segment, p, p + 4)) ?? [];
      if (x === undefined || y === undefined) return true;
      points.push([x, y]);
    }
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const isUpright = points.every(
      ([x, y], at) => at === 0 || x === points[at - 1]?.[0] || y === points[at - 1]?.[1],
    );
    const tolerancePt = 0.5;
    const holds =
      Math.min(...xs) <= shown.left + tolerancePt &&
      Math.max(...xs) >= shown.right - tolerancePt &&
      Math.min(...ys) <= shown.bottom + tolerancePt &&
      Math.max(...ys) >= shown.top - tolerancePt;
    if (!isUpright || !holds) return true;
  }
  return false;
};

/** True where the object belongs to a layer that may be switched off. */
const isInLayer = (object: number, lib: Pdfium): boolean => {
  const { functions } = lib;
  const marks = functions._FPDFPageObj_CountMarks(object);
  for (let index = 0; index < marks; index++) {
    const mark = functions._FPDFPageObj_GetMark(object, index);
    const name = lib.withMemory(68, (pointer) => {
      if (functions._FPDFPageObjMark_GetName(mark, pointer, 64, pointer + 64) === 0) return 'OC';
      const length = new DataView(lib.heap().buffer).getUint32(pointer + 64, true);
      return new TextDecoder('utf-16le').decode(lib.heap().slice(pointer, pointer + Math.max(0, length - 2)));
    });
    if (name === 'OC') return true;
  }
  return false;
};

const hasVisibleAnnotations = (page: number, lib: Pdfium): boolean => {
  const { functions } = lib;
  const count = functions._FPDFPage_GetAnnotCount(page);
  for (let index = 0; index < count; index++) {
    const annotation = functions._FPDFPage_GetAnnot(page, index);
    const subtype = annotation === 0 ? 0 : functions._FPDFAnnot_GetSubtype(annotation);
    if (annotation !== 0) functions._FPDFPage_CloseAnnot(annotation);
    if (subtype !== ANNOTATION.link && subtype !== ANNOTATION.popup) return true;
  }
  return false;
};

const fillsBlack = (object: number, lib: Pdfium): boolean =>
  lib.withMemory(16, (pointer) => {
    const { functions } = lib;
    if (functions._FPDFPageObj_GetFillColor(object, pointer, pointer + 4, pointer + 8, pointer + 12) === 0)
      return false;
    const view = new DataView(lib.heap().buffer, pointer, 16);
    const [red, green, blue, alpha] = [0, 4, 8, 12].map((at) => view.getUint32(at, true));
    return red === 0 && green === 0 && blue === 0 && alpha === 255;
  });

// A copier that centres Letter on A4 covers 94 % of the height; below that the page is a composition.
const LEAST_COVERAGE = 0.85;
const FULL_COVERAGE = 0.995;
// An image that says something about the scan's resolution covers most of the page's width or height.
const TELLING_COVERAGE = 0.5;

interface SeenImage {
  readonly object: number;
  readonly index: number;
  readonly size: { width: number; height: number };
  readonly placement: Placement;
  readonly coverage: number;
}

/** Looks at what a loaded page paints, without decoding anything. */
export const examinePage = (page: number, lib: Pdfium): PageContent => {
  const { functions } = lib;
  const view = pageToView(page, lib);
  if (view === null) return { kind: 'drawn', why: 'the page has no size', imageDpi: null, images: [] };
  const count = functions._FPDFPage_CountObjects(page);
  const visible: number[] = [];
  const images: SeenImage[] = [];
  const objects: number[] = [];
  let imageDpi: number | null = null;
  for (let index = 0; index < count; index++) {
    const object = functions._FPDFPage_GetObject(page, index);
    if (isInvisible(object, lib)) continue;
    visible.push(index);
    if (functions._FPDFPageObj_GetType(object) !== OBJECT.image) continue;
    objects.push(object);
    const toPage = imageToPage(object, lib);
    const size = imageSizePx(object, lib);
    const placement =
      toPage === null || size === null ? null : placementOf(compose(view.map, toPage), view, size);
    if (size === null || placement === null) continue;
    const upright = placement.orientation.transpose ? { width: size.height, height: size.width } : size;
    const widthPart = (upright.width * POINTS_PER_INCH) / placement.resolution.x / view.width;
    if (widthPart >= TELLING_COVERAGE) imageDpi = Math.max(imageDpi ?? 0, placement.resolution.x);
    images.push({ object, index, size, placement, coverage: coverageOf(placement, view, upright) });
  }
  const drawn = (why: string): PageContent => ({ kind: 'drawn', why, imageDpi, images: objects });
  const last = images.at(-1);
  if (last === undefined) return drawn(`no upright image among ${count} objects`);
  if (last.index !== visible.at(-1)) return drawn('something is painted over the image');
  const isFull = last.coverage >= FULL_COVERAGE;
  const isAlone = visible.length === 1;
  if (!isAlone && !isFull) return drawn(`not one image: ${visible.length} visible objects`);
  if (last.coverage < LEAST_COVERAGE) return drawn(`the image covers only part of the page`);
  if (functions._FPDFPageObj_HasTransparency(last.object) !== 0) return drawn('the image is transparent');
  if (isClipped(last.object, page, lib)) return drawn('the image is clipped');
  if (isInLayer(last.object, lib)) return drawn('the image belongs to a layer');
  if (hasVisibleAnnotations(page, lib)) return drawn('the page has annotations');
  return {
    kind: 'one-image',
    placement: last.placement,
    widthPx: last.size.width,
    heightPx: last.size.height,
    object: last.object,
    isAlone,
    paintsBlack: fillsBlack(last.object, lib),
  };
};

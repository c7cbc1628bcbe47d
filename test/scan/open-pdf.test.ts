import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../src/domain/image.ts';
import { encodeJpeg } from '../../src/scan/encode-image.ts';
import { orientGray } from '../../src/scan/orientation.ts';
import { renderPdfPages } from '../../src/scan/render-pdf.ts';
import { TIFF_TAGS, TiffFile } from '../../src/scan/tiff-directory.ts';
import { buildPdf, drawWhole, type BuiltImage, type BuiltPage } from './pdf-builder.ts';
import { differenceOf, sampleBilevel, sampleImage } from './sample-image.ts';
import { openOnlyPage, openPages, ScanFolder } from './scan-files.ts';

// A4 at 100 dots an inch, 595 x 842 pt.
const WIDTH = 827;
const HEIGHT = 1169;
const WIDTH_PT = (WIDTH / 100) * 72;
const HEIGHT_PT = (HEIGHT / 100) * 72;
const MEDIA_BOX = [0, 0, WIDTH_PT, HEIGHT_PT] as const;
const sample = sampleImage(WIDTH, HEIGHT);

let folder: ScanFolder;
let jpeg: BuiltImage;

const jpegImage = (
  data: Uint8Array,
  width: number,
  height: number,
  more = '/ColorSpace /DeviceGray',
): BuiltImage => ({
  entries: `/Width ${width} /Height ${height} ${more} /BitsPerComponent 8 /Filter /DCTDecode`,
  data,
});

beforeAll(async () => {
  folder = await ScanFolder.create();
  jpeg = jpegImage(await encodeJpeg(sample, { quality: 95 }), WIDTH, HEIGHT);
});
afterAll(() => folder.remove());

const openBuilt = async (page: BuiltPage): Promise<Awaited<ReturnType<typeof openOnlyPage>>> =>
  openOnlyPage(await folder.write(buildPdf([page])));

const renderBuilt = async (page: BuiltPage, dpi: number): Promise<GrayImage> => {
  for await (const { image } of renderPdfPages(buildPdf([page]), { dpi })) return image;
  throw new Error('The PDF has no page.');
};

/** One bit a pixel, as sharp's G4 writer codes it, in one strip. */
const ccittOf = async (image: GrayImage): Promise<Uint8Array> => {
  const strips: Uint8Array[] = [];
  const { data, width, height } = image;
  const tiff = await sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({
      compression: 'ccittfax4',
      bitdepth: 1,
      tile: true,
      tileWidth: Math.ceil(width / 16) * 16,
      tileHeight: Math.ceil(height / 16) * 16,
    })
    .toBuffer();
  const file = new TiffFile((position, length) => tiff.subarray(position, position + length), tiff.length);
  for (const directory of file.directories()) {
    const offsets = file.values(directory, TIFF_TAGS.tileOffsets);
    const lengths = file.values(directory, TIFF_TAGS.tileByteCounts);
    offsets.forEach((offset, index) => strips.push(tiff.subarray(offset, offset + (lengths[index] ?? 0))));
  }
  expect(strips).toHaveLength(1);
  return Buffer.concat(strips);
};

describe('a page that is one JPEG', () => {
  test('is taken out, with its resolution by its placed size', async () => {
    const page = await openBuilt({
      mediaBox: MEDIA_BOX,
      images: [jpeg],
      content: drawWhole(WIDTH_PT, HEIGHT_PT),
    });
    expect(page).toMatchObject({ pageIndex: 0, dpi: 100, source: 'embedded-image', sourceDetail: 'jpeg' });
    expect(differenceOf(page.image, sample)).toBeLessThan(1.5);
  });

  const turns = [0, 90, 180, 270] as const;
  const placements = [
    {
      name: 'upright',
      matrix: [1, 0, 0, 1, 0, 0],
      orientation: { transpose: false, flipX: false, flipY: false },
    },
    {
      name: 'mirrored',
      matrix: [-1, 0, 0, 1, 1, 0],
      orientation: { transpose: false, flipX: true, flipY: false },
    },
    {
      name: 'upside down and mirrored',
      matrix: [1, 0, 0, -1, 0, 1],
      orientation: { transpose: false, flipX: false, flipY: true },
    },
    {
      name: 'turned by half',
      matrix: [-1, 0, 0, -1, 1, 1],
      orientation: { transpose: false, flipX: true, flipY: true },
    },
    {
      name: 'turned right',
      matrix: [0, -1, 1, 0, 0, 1],
      orientation: { transpose: true, flipX: true, flipY: false },
    },
    {
      name: 'turned left',
      matrix: [0, 1, -1, 0, 1, 0],
      orientation: { transpose: true, flipX: false, flipY: true },
    },
    {
      name: 'transposed',
      matrix: [0, 1, 1, 0, 0, 0],
      orientation: { transpose: true, flipX: true, flipY: true },
    },
    {
      name: 'transposed the other way',
      matrix: [0, -1, -1, 0, 1, 1],
      orientation: { transpose: true, flipX: false, flipY: false },
    },
  ] as const;
  const cases = placements.flatMap((placement) => turns.map((rotate) => ({ ...placement, rotate })));

  test.each(cases)(
    'comes as a viewer shows it: $name, /Rotate $rotate',
    async ({ matrix, orientation, rotate }) => {
      const [a, b, c, d, e, f] = matrix;
      const [width, height] = orientation.transpose ? [HEIGHT_PT, WIDTH_PT] : [WIDTH_PT, HEIGHT_PT];
      const [left, bottom] = [36, -20];
      const cm = [a * width, b * height, c * width, d * height, e * width + left, f * height + bottom];
      const built: BuiltPage = {
        mediaBox: [left, bottom, left + width, bottom + height],
        rotate,
        images: [jpeg],
        content: `q ${cm.join(' ')} cm /Im0 Do Q`,
      };
      const page = await openBuilt(built);
      expect(page.source).toBe('embedded-image');
      expect(page.dpi).toBe(100);
      expect(differenceOf(page.image, await renderBuilt(built, 100))).toBeLessThan(1.5);
      const turned = orientGray({ ...sample, data: sample.data.slice() }, orientation);
      // Independently of any viewer: what the matrix says, where the page is not turned.
      expect(rotate === 0 ? differenceOf(page.image, turned) : 0).toBeLessThan(1.5);
    },
  );

  test.each([0, 90, 180, 270])('is cut to the crop box, /Rotate %i', async (rotate) => {
    const built: BuiltPage = {
      mediaBox: MEDIA_BOX,
      cropBox: [36, 72, WIDTH_PT - 18, HEIGHT_PT - 54],
      rotate,
      images: [jpeg],
      content: drawWhole(WIDTH_PT, HEIGHT_PT),
    };
    const page = await openBuilt(built);
    expect(page.source).toBe('embedded-image');
    const upright = [WIDTH - 75, HEIGHT - 175];
    expect([page.image.width, page.image.height]).toEqual(
      rotate % 180 === 0 ? upright : upright.toReversed(),
    );
    expect(differenceOf(page.image, await renderBuilt(built, 100))).toBeLessThan(1.5);
  });

  test('counts /UserUnit', async () => {
    const page = await openBuilt({
      mediaBox: [0, 0, WIDTH_PT / 2, HEIGHT_PT / 2],
      userUnit: 2,
      images: [jpeg],
      content: drawWhole(WIDTH_PT / 2, HEIGHT_PT / 2),
    });
    expect(page).toMatchObject({ dpi: 100, source: 'embedded-image' });
  });

  test('is resampled to square pixels where it is placed with others', async () => {
    const fax = jpegImage(await encodeJpeg(sampleImage(1686, 1146), { quality: 95 }), 1686, 1146);
    const page = await openBuilt({ mediaBox: MEDIA_BOX, images: [fax], content: drawWhole(595.06, 841.96) });
    expect(page.dpi).toBeCloseTo(204, 0);
    expect([page.image.width, page.image.height]).toEqual([1686, 2386]);
  });

  test('says no resolution where the placed size is no paper', async () => {
    const page = await openBuilt({
      mediaBox: [0, 0, WIDTH * 3, HEIGHT * 3],
      images: [jpeg],
      content: drawWhole(WIDTH * 3, HEIGHT * 3),
    });
    expect(page).toMatchObject({ dpi: null, source: 'embedded-image' });
  });

  test('may be in colour', async () => {
    const colour = await sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#c86432' },
    })
      .jpeg()
      .toBuffer();
    const page = await openBuilt({
      mediaBox: MEDIA_BOX,
      images: [jpegImage(colour, WIDTH, HEIGHT, '/ColorSpace /DeviceRGB')],
      content: drawWhole(WIDTH_PT, HEIGHT_PT),
    });
    expect(page.source).toBe('embedded-image');
    expect(page.image.data[0]).toBeCloseTo(128, -1);
  });

  test.each([
    ['an OCR text layer', `${drawWhole(WIDTH_PT, HEIGHT_PT)} BT 3 Tr /F0 12 Tf 100 100 Td (hidden) Tj ET`],
    ['a background painted before it', `0.9 g 0 0 2000 2000 re f ${drawWhole(WIDTH_PT, HEIGHT_PT)}`],
    ['a clip around the page', `q 0 0 ${WIDTH_PT} ${HEIGHT_PT} re W n ${drawWhole(WIDTH_PT, HEIGHT_PT)} Q`],
  ])('counts as one image with %s', async (_, content) => {
    const page = await openBuilt({ mediaBox: MEDIA_BOX, images: [jpeg], content });
    expect(page.source).toBe('embedded-image');
    expect(differenceOf(page.image, sample)).toBeLessThan(1.5);
  });
});

describe('a page that is more than one image is drawn', () => {
  const whole = drawWhole(WIDTH_PT, HEIGHT_PT);
  const cases: readonly (readonly [string, Partial<BuiltPage>])[] = [
    ['printed text over it', { content: `${whole} BT /F0 40 Tf 100 400 Td (stamped) Tj ET` }],
    ['a line over it', { content: `${whole} 5 w 0 0 m 500 500 l S` }],
    ['a highlight', { annotations: ['/Subtype /Square /Rect [100 100 300 300] /C [1 0 0] /IC [1 0 0]'] }],
    ['a clip that cuts it', { content: `q 50 50 400 400 re W n ${whole} Q` }],
    ['a slight turn', { content: `q ${WIDTH_PT} 20 -20 ${HEIGHT_PT} 0 0 cm /Im0 Do Q` }],
    [
      'two strips',
      {
        content: `q ${WIDTH_PT} 0 0 ${HEIGHT_PT / 2} 0 0 cm /Im0 Do Q q ${WIDTH_PT} 0 0 ${HEIGHT_PT / 2} 0 ${HEIGHT_PT / 2} cm /Im0 Do Q`,
      },
    ],
    ['half of the page', { content: drawWhole(WIDTH_PT / 2, HEIGHT_PT / 2) }],
  ];
  test.each(cases)('%s', async (_, change) => {
    const built = { mediaBox: MEDIA_BOX, images: [jpeg], content: whole, ...change };
    const page = await openBuilt(built);
    expect(page.source).toBe('rendered');
    expect(page.dpi).not.toBeNull();
    expect(differenceOf(page.image, await renderBuilt(built, page.dpi ?? 0))).toBeLessThan(0.5);
  });

  test('pages without any image too, at 300 dots an inch', async () => {
    const page = await openBuilt({
      mediaBox: [0, 0, 595.2, 841.92],
      content: 'BT /F0 40 Tf 100 400 Td (text) Tj ET',
    });
    expect(page).toMatchObject({ dpi: 300, source: 'rendered' });
    expect([page.image.width, page.image.height]).toEqual([2480, 3508]);
  });

  test('an inverted /Decode in RGB, a palette, a soft mask: the colours are the viewer’s', async () => {
    const mask = {
      entries: `/Width 2 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8`,
      data: Uint8Array.of(0, 255),
    };
    const palette = {
      entries: `/Width 2 /Height 2 /ColorSpace [/Indexed /DeviceGray 1 <FF00>] /BitsPerComponent 1`,
      data: Uint8Array.of(0x40, 0x80),
    };
    for (const image of [palette, mask]) {
      const built = { mediaBox: MEDIA_BOX, images: [image], content: whole };
      const page = await openBuilt(built);
      expect(page.source).toBe('rendered');
      expect(differenceOf(page.image, await renderBuilt(built, page.dpi ?? 0))).toBe(0);
    }
  });
});

describe('other codings are taken out too', () => {
  const bilevel = sampleBilevel(WIDTH, HEIGHT);
  const entries = `/Width ${WIDTH} /Height ${HEIGHT} /BitsPerComponent 1 /Filter /CCITTFaxDecode`;
  const parameters = `/K -1 /Columns ${Math.ceil(WIDTH / 16) * 16}`;
  const wide = Math.ceil(WIDTH / 16) * 16;
  const tall = Math.ceil(HEIGHT / 16) * 16;
  const fullTile = sampleBilevel(wide, tall);
  const tileEntries = entries.replace(String(WIDTH), String(wide)).replace(String(HEIGHT), String(tall));

  test.each([
    ['as gray', `${tileEntries} /ColorSpace /DeviceGray /DecodeParms << ${parameters} /BlackIs1 false >>`],
    [
      'with black as 1 and /Decode turned',
      `${tileEntries} /ColorSpace /DeviceGray /Decode [1 0] /DecodeParms << ${parameters} /BlackIs1 true >>`,
    ],
    [
      'as a stencil',
      `${tileEntries.replace('/CCITTFaxDecode', '[/CCITTFaxDecode]')} /ImageMask true /DecodeParms [<< ${parameters} /Rows ${tall} >>]`,
    ],
    [
      'white on black',
      `${tileEntries} /ColorSpace /DeviceGray /DecodeParms << ${parameters} /BlackIs1 true >>`,
    ],
    ['as a turned stencil', `${tileEntries} /ImageMask true /Decode [1 0] /DecodeParms << ${parameters} >>`],
  ])('CCITT Group 4 %s', async (_, imageEntries) => {
    const data = await ccittOf(fullTile);
    const built = {
      mediaBox: [0, 0, wide * 0.72, tall * 0.72] as const,
      images: [{ entries: imageEntries, data }],
      content: drawWhole(wide * 0.72, tall * 0.72),
    };
    const page = await openBuilt(built);
    expect(page).toMatchObject({ source: 'embedded-image', sourceDetail: 'ccitt', dpi: 100 });
    expect(differenceOf(page.image, await renderBuilt(built, 100))).toBeLessThan(0.5);
  });

  const gray = (data: Uint8Array, more: string): BuiltImage => ({
    entries: `/Width ${WIDTH} /Height ${HEIGHT} /Filter /FlateDecode ${more}`,
    data,
  });
  const filtered = (rows: Uint8Array, rowBytes: number): Uint8Array => {
    const out = Buffer.alloc((rows.length / rowBytes) * (rowBytes + 1));
    for (let y = 0; y < rows.length / rowBytes; y++) {
      out.set(rows.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
    }
    return deflateSync(out);
  };
  const packed = (image: GrayImage): Uint8Array => {
    const stride = Math.ceil(image.width / 8);
    const rows = Buffer.alloc(stride * image.height);
    image.data.forEach((value, at) => {
      const x = at % image.width;
      const byte = Math.floor(at / image.width) * stride + (x >> 3);
      if (value > 127) rows[byte] = (rows[byte] ?? 0) | (128 >> (x & 7));
    });
    return rows;
  };
  const inRgb = Buffer.from(sample.data).reduce(
    (rgb, value, at) => rgb.fill(value, at * 3, at * 3 + 3),
    Buffer.alloc(sample.data.length * 3),
  );
  const stride = Math.ceil(WIDTH / 8);

  test.each([
    ['8 bits', gray(deflateSync(sample.data), '/ColorSpace /DeviceGray /BitsPerComponent 8'), sample],
    [
      '8 bits with PNG filters',
      gray(
        filtered(sample.data, WIDTH),
        `/ColorSpace /DeviceGray /BitsPerComponent 8 /DecodeParms << /Predictor 15 /Columns ${WIDTH} /Colors 1 >>`,
      ),
      sample,
    ],
    ['1 bit', gray(deflateSync(packed(bilevel)), '/ColorSpace /DeviceGray /BitsPerComponent 1'), bilevel],
    [
      '1 bit with PNG filters',
      gray(
        filtered(packed(bilevel), stride),
        `/ColorSpace /DeviceGray /BitsPerComponent 1 /DecodeParms << /Predictor 12 /BitsPerComponent 1 /Columns ${WIDTH} >>`,
      ),
      bilevel,
    ],
    ['RGB', gray(deflateSync(inRgb), '/ColorSpace /DeviceRGB /BitsPerComponent 8'), sample],
    [
      'turned by /Decode',
      gray(
        deflateSync(sample.data.map((value) => 255 - value)),
        '/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [1 0]',
      ),
      sample,
    ],
  ] as const)('Flate, %s', async (_, image, expected) => {
    const page = await openBuilt({
      mediaBox: MEDIA_BOX,
      images: [image],
      content: drawWhole(WIDTH_PT, HEIGHT_PT),
    });
    expect(page).toMatchObject({ source: 'embedded-image', sourceDetail: 'flate', dpi: 100 });
    expect(differenceOf(page.image, expected)).toBeLessThan(0.1);
  });
});

test('a file that is encrypted without a password opens', async () => {
  const pages = [{ mediaBox: MEDIA_BOX, images: [jpeg], content: drawWhole(WIDTH_PT, HEIGHT_PT) }];
  const page = await openOnlyPage(await folder.write(buildPdf(pages, { userPassword: '' })));
  expect(page.source).toBe('rendered');
});

test('a file whose table of objects is wrong opens, with all pages', async () => {
  const pages = [1, 2, 3].map(() => ({
    mediaBox: MEDIA_BOX,
    images: [jpeg],
    content: drawWhole(WIDTH_PT, HEIGHT_PT),
  }));
  const opened = await openPages(await folder.write(buildPdf(pages, { wrongOffsets: 7 })));
  expect(opened.map((page) => page.pageIndex)).toEqual([0, 1, 2]);
  for (const page of opened) expect(differenceOf(page.image, sample)).toBeLessThan(1.5);
});

test('pages of one file with images of the same length keep apart', async () => {
  const dark = { ...sample, data: sample.data.map((value) => value >> 1) };
  const images = [sample, dark].map((image) => ({
    entries: `/Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
    data: deflateSync(image.data, { level: 0 }),
  }));
  const pages = images.map((image) => ({
    mediaBox: MEDIA_BOX,
    images: [image],
    content: drawWhole(WIDTH_PT, HEIGHT_PT),
  }));
  const opened = await openPages(await folder.write(buildPdf(pages)));
  expect(opened.map((page) => differenceOf(page.image, page.pageIndex === 0 ? sample : dark))).toEqual([
    0, 0,
  ]);
});

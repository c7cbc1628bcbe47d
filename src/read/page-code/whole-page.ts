import type { GrayImage } from '../../domain/image.ts';
import { parsePageCode, type PageCode } from '../../domain/page-code.ts';
import { shrinkByMeans } from '../registration/coarse-view.ts';
import type { CodeDecoder, DecodedCode } from './code-decoder.ts';

/** Long side of the image in which codes are looked for: 0.5 mm modules still have 3 pixels. */
const SEARCH_LONG_SIDE_PX = 1800;

/** A page code that was found by its looks alone; its corners are in scan px. */
export interface SeenCode {
  readonly code: PageCode;
  readonly corners: DecodedCode['corners'];
  readonly mirrored: boolean;
}

/** All page codes on a scan, wherever they are: some 100 ms, for pages on which nothing is where it should be. */
export const findCodesAnywhere = (
  decoder: CodeDecoder,
  image: GrayImage,
): { readonly codes: readonly SeenCode[]; readonly checkFailed: boolean } => {
  const step = Math.max(1, Math.floor(Math.max(image.width, image.height) / SEARCH_LONG_SIDE_PX));
  const small = step === 1 ? image : shrinkByMeans(image, step);
  const codes: SeenCode[] = [];
  let checkFailed = false;
  for (const found of decoder.decode(small, true)) {
    const parse = parsePageCode(found.text);
    if (!parse.ok) {
      checkFailed ||= parse.why === 'check-failed';
      continue;
    }
    const [a, b, c, d] = found.corners;
    const enlarge = (p: typeof a) => ({ x: p.x * step, y: p.y * step });
    codes.push({
      code: parse.code,
      corners: [enlarge(a), enlarge(b), enlarge(c), enlarge(d)],
      mirrored: found.mirrored,
    });
  }
  return { codes, checkFailed };
};

/**
 * Reed-Solomon decoding over GF(256) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 and first root 1, as QR symbols use it
 * (ISO/IEC 18004, annex A and B).
 */
const FIELD_SIZE = 255;
const exp = new Uint8Array(FIELD_SIZE * 2);
const log = new Uint8Array(256);
for (let power = 0, value = 1; power < FIELD_SIZE; power++) {
  exp[power] = value;
  exp[power + FIELD_SIZE] = value;
  log[value] = power;
  value <<= 1;
  if (value > 255) value ^= 0x11d;
}

const multiply = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : (exp[(log[a] as number) + (log[b] as number)] as number);

const inverse = (a: number): number => exp[FIELD_SIZE - (log[a] as number)] as number;

/** The value of the polynomial whose lowest coefficient comes first. */
const evaluate = (polynomial: Uint8Array, x: number): number => {
  let value = 0;
  for (let k = polynomial.length - 1; k >= 0; k--) value = multiply(value, x) ^ (polynomial[k] as number);
  return value;
};

/** The shortest error locator (lowest coefficient first) that explains the syndromes (Berlekamp and Massey). */
const locateErrors = (syndromes: Uint8Array): { locator: Uint8Array; errors: number } => {
  const size = syndromes.length + 1;
  let locator = new Uint8Array(size);
  let former = new Uint8Array(size);
  locator[0] = 1;
  former[0] = 1;
  let errors = 0;
  let gap = 1;
  let formerDiscrepancy = 1;
  for (let n = 0; n < syndromes.length; n++) {
    let discrepancy = syndromes[n] as number;
    for (let k = 1; k <= errors; k++) {
      discrepancy ^= multiply(locator[k] as number, syndromes[n - k] as number);
    }
    if (discrepancy === 0) {
      gap++;
      continue;
    }
    const factor = multiply(discrepancy, inverse(formerDiscrepancy));
    const held = locator.slice();
    for (let k = gap; k < size; k++) {
      locator[k] = (locator[k] as number) ^ multiply(factor, former[k - gap] as number);
    }
    if (2 * errors <= n) {
      errors = n + 1 - errors;
      former = held;
      formerDiscrepancy = discrepancy;
      gap = 1;
    } else gap++;
  }
  locator = locator.subarray(0, errors + 1);
  return { locator, errors };
};

/**
 * Corrects `codewords` in place; the last `checkLength` of them are the check. Returns how many were wrong, or null
 * where more are wrong than the check can mend.
 */
export const correctCodewords = (codewords: Uint8Array, checkLength: number): number | null => {
  const length = codewords.length;
  const syndromes = new Uint8Array(checkLength);
  let clean = true;
  for (let k = 0; k < checkLength; k++) {
    let value = 0;
    const root = exp[k] as number;
    for (let i = 0; i < length; i++) value = multiply(value, root) ^ (codewords[i] as number);
    syndromes[k] = value;
    if (value !== 0) clean = false;
  }
  if (clean) return 0;
  const { locator, errors } = locateErrors(syndromes);
  if (errors * 2 > checkLength) return null;
  // The evaluator is syndromes * locator modulo x^checkLength.
  const evaluator = new Uint8Array(checkLength);
  for (let i = 0; i <= errors; i++) {
    for (let k = 0; i + k < checkLength; k++) {
      evaluator[i + k] =
        (evaluator[i + k] as number) ^ multiply(locator[i] as number, syndromes[k] as number);
    }
  }
  let mended = 0;
  for (let position = 0; position < length; position++) {
    // The codeword at `position` has weight x^(length - 1 - position).
    const power = length - 1 - position;
    const x = exp[(FIELD_SIZE - power) % FIELD_SIZE] as number;
    if (evaluate(locator, x) !== 0) continue;
    // The formal derivative has only the odd coefficients.
    let derivative = 0;
    for (let k = 1; k <= errors; k += 2) {
      derivative ^= multiply(
        locator[k] as number,
        exp[((FIELD_SIZE - power) * (k - 1)) % FIELD_SIZE] as number,
      );
    }
    if (derivative === 0) return null;
    const magnitude = multiply(
      multiply(evaluate(evaluator, x), inverse(derivative)),
      exp[power % FIELD_SIZE] as number,
    );
    codewords[position] = (codewords[position] as number) ^ magnitude;
    mended++;
  }
  return mended === errors ? mended : null;
};

/** Checks that numbers carry in themselves. All take digits or letters without blanks or signs between them. */

/** ISO 13616 over ISO 7064: letters count from 10, the first four signs go last, modulo 97 it is 1. */
export const isIban = (iban: string): boolean => {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(iban)) return false;
  let rest = 0;
  for (const sign of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

/** The Dutch citizen service number: 8 or 9 digits, weights 9 down to 2 and then -1, modulo 11. */
export const isBsn = (digits: string): boolean => {
  if (!/^\d{8,9}$/u.test(digits)) return false;
  const nine = digits.padStart(9, '0');
  const sum = [...nine].reduce(
    (total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place),
    0,
  );
  return Number(nine) > 0 && sum % 11 === 0;
};

/**
 * The Belgian national number: YYMMDD, three digits, and 97 less the rest of those nine modulo 97; for people born from
 * 2000 on with a 2 before the nine. Months go up to 12, or 20 or 40 more (bis numbers); unknown ones are 0.
 */
export const isBelgianNationalNumber = (digits: string): boolean => {
  if (!/^\d{11}$/u.test(digits)) return false;
  const month = Number(digits.slice(2, 4)) % 20;
  if (month > 12 || Number(digits.slice(2, 4)) > 52 || Number(digits.slice(4, 6)) > 31) return false;
  const check = Number(digits.slice(9));
  return [digits.slice(0, 9), `2${digits.slice(0, 9)}`].some(
    (number) => 97 - (Number(number) % 97) === check,
  );
};

/** Luhn's check of cards. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return /[1-9]/u.test(digits) && sum % 10 === 0;
};

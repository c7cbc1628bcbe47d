/** Figures in words for the terminal; the screens have their own in each language. */
import type { Agreement } from './agreement.ts';
import type { ErrorRate } from './error-rate.ts';

/** A share as a percentage with two significant digits, such as 0.25 or 12. */
export const percentOf = (share: number): string => {
  const percent = 100 * share;
  return percent === 0 || percent >= 99.5 ? percent.toFixed(0) : String(Number(percent.toPrecision(2)));
};

/** `of 400 checked machine readings 1 was wrong: 0.25 %, between 0.01 and 1.4 %` */
export const rateSentence = (what: string, rate: ErrorRate): string => {
  const { checked, wrong, disputed, low, high } = rate;
  if (checked === 0 || rate.rate === null) return `no ${what} has been read again yet`;
  const waits = disputed === 0 ? '' : `, ${disputed} not settled yet`;
  const found = wrong === 0 ? 'none was' : wrong === 1 ? '1 was' : `${wrong} were`;
  const estimate =
    wrong === 0 && disputed === 0
      ? `at most ${percentOf(high)} %`
      : low === high
        ? `${percentOf(rate.rate)} %`
        : `${percentOf(rate.rate)} %, between ${percentOf(low)} and ${percentOf(high)} %`;
  return `of ${checked} checked ${what}s ${found} wrong${waits}: ${estimate}`;
};

export const agreementSentence = ({ fields, agreed, kappa, interval }: Agreement): string => {
  if (fields === 0) return 'no field has been read by two people yet';
  const said = `two people read ${fields} field${fields === 1 ? '' : 's'} and said the same of ${agreed}`;
  return kappa === null || interval === null
    ? `${said}; all said one thing, so kappa tells nothing`
    : `${said}: kappa ${kappa.toFixed(2)}, between ${interval[0].toFixed(2)} and ${interval[1].toFixed(2)}`;
};

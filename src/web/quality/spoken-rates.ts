import type { AgreementView, ErrorRateView } from '../../server/quality-api.ts';
import { useWords } from '../words/words.ts';

/** Figures of quality in the words and numbers of the language that is spoken. */
export const useSpokenRates = () => {
  const words = useWords();
  const said = words.quality;
  /** A share as a percentage of two significant digits, without its sign. */
  const percent = (share: number): string => said.number(100 * share, 2);
  return {
    percent,
    between: ([low, high]: readonly [number, number]): string => said.between(percent(low), percent(high)),
    sentence: (whose: 'machine' | 'people', rate: ErrorRateView): string =>
      rate.rate === null
        ? said.nothing[whose]
        : said.rate[whose]({
            checked: rate.checked,
            wrong: rate.wrong,
            disputed: rate.disputed,
            rate: percent(rate.rate),
            low: percent(rate.low),
            high: percent(rate.high),
          }),
    agreement: ({ fields, agreed, kappa, interval }: AgreementView): string => {
      if (fields === 0) return said.noAgreement;
      const beyond =
        kappa === null || interval === null
          ? said.noKappa
          : said.kappa(said.fixed(kappa), said.fixed(interval[0]), said.fixed(interval[1]));
      return `${said.agreement(words.count(fields), words.count(agreed))}; ${beyond}.`;
    },
  };
};

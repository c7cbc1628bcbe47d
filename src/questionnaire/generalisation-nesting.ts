import type { GeneralisationBand, GeneralisationStep } from './questionnaire.ts';

/** Whether one step of generalisation puts whole groups of the step before it together. */

const PERIOD_ORDER = ['hour', 'month', 'quarter', 'year'];

const isWithin = (inner: GeneralisationBand, outer: GeneralisationBand): boolean =>
  inner.from >= outer.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));

const groupOf = (step: GeneralisationStep & { by: 'groups' }, value: string): string =>
  Object.entries(step.groups).find(([, values]) => values.includes(value))?.[0] ?? step.otherwise;

/** What is wrong, in words; null where `coarser` follows on `finer`. */
export const findStepFault = (finer: GeneralisationStep, coarser: GeneralisationStep): string | null => {
  if (finer.by === 'period' && coarser.by === 'period') {
    return PERIOD_ORDER.indexOf(coarser.period) > PERIOD_ORDER.indexOf(finer.period)
      ? null
      : `${coarser.period} comes before ${finer.period}`;
  }
  if (finer.by === 'period' && coarser.by === 'bands') {
    const cut = coarser.bands.find(({ from, to }) => from % 60 !== 0 || ((to ?? -1) + 1) % 60 !== 0);
    return cut === undefined ? null : `${cut.label} cuts an hour in two`;
  }
  if (finer.by === 'bands' && coarser.by === 'bands') {
    const cut = finer.bands.find((inner) => !coarser.bands.some((outer) => isWithin(inner, outer)));
    if (cut !== undefined) return `${cut.label} is in no band as a whole`;
    return coarser.bands.length < finer.bands.length ? null : 'it has as many bands';
  }
  if (finer.by === 'groups' && coarser.by === 'groups') {
    const listed = [finer, coarser].flatMap(({ groups }) => Object.values(groups).flat());
    const into = new Map<string, string>();
    // No list has the empty word: it stands for every value that nothing is said of.
    for (const value of [...listed, '']) {
      const group = groupOf(finer, value);
      const next = groupOf(coarser, value);
      if ((into.get(group) ?? next) !== next) return `it parts the group ${group}`;
      into.set(group, next);
    }
    return null;
  }
  return 'it is of another kind';
};

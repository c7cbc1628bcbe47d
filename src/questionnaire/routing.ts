import type { CopyAnswers } from './field-answer.ts';
import { itemsOf } from './questionnaire.ts';
import type { Item, Questionnaire } from './questionnaire.ts';

/**
 * What routing says about fields, by variable. It holds for fields that were left blank: a person who answered a
 * question that was to be passed over has answered it.
 */
export interface RoutingOutcome {
  /** Passed over: a blank here is "not applicable". */
  readonly notApplicable: ReadonlySet<string>;
  /** An earlier answer that decides it is still pending: a blank here cannot be told yet. */
  readonly undecided: ReadonlySet<string>;
}

/** The variables of the fields that an item is read from, in printed order. */
export const fieldVariablesOf = (item: Item): readonly string[] => {
  if (item.kind === 'grid') return item.rows.map((row) => row.variable);
  if (item.kind !== 'choice') return [item.variable];
  return [item.variable, ...item.options.flatMap((option) => option.other?.variable ?? [])];
};

const goTosOf = (item: Item): ReadonlyMap<string, string> => {
  if (item.kind === 'scale') return new Map(Object.entries(item.goTo ?? {}));
  if (item.kind !== 'choice') return new Map();
  return new Map(
    item.options.flatMap((option) => (option.goTo === undefined ? [] : [[option.code, option.goTo]])),
  );
};

/**
 * Which fields the answers make not applicable: those of the items between the one whose marked option sends people
 * on and the item it sends them to (or the end). Routing of an item that is itself passed over does not count.
 */
export const resolveRouting = (questionnaire: Questionnaire, answers: CopyAnswers): RoutingOutcome => {
  const items = itemsOf(questionnaire);
  const placeOf = new Map(items.map((item, place) => [item.id, place]));
  const placeOfTarget = (target: string): number =>
    target === 'end' ? items.length : (placeOf.get(target) ?? 0);
  const notApplicable = new Set<string>();
  const undecided = new Set<string>();
  /** Items before these places are passed over, or may be. */
  let passedUntil = 0;
  let undecidedUntil = 0;
  for (const [place, item] of items.entries()) {
    if (place < passedUntil) {
      for (const variable of fieldVariablesOf(item)) notApplicable.add(variable);
      continue;
    }
    if (place < undecidedUntil) for (const variable of fieldVariablesOf(item)) undecided.add(variable);
    const goTos = goTosOf(item);
    if (goTos.size === 0 || !('variable' in item)) continue;
    const answer = answers.get(item.variable);
    if (answer === undefined || answer.state === 'pending') {
      for (const target of goTos.values()) undecidedUntil = Math.max(undecidedUntil, placeOfTarget(target));
    } else if (answer.state === 'answered') {
      for (const code of [answer.value ?? []].flat()) {
        const target = goTos.get(code);
        if (target !== undefined) passedUntil = Math.max(passedUntil, placeOfTarget(target));
      }
    }
  }
  return { notApplicable, undecided };
};

import { codesOfAnswer } from './field-answer.ts';
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

/** An item as routing sees it; targets are places in the printed order, the end one past the last. */
interface Stop {
  readonly fields: readonly string[];
  /** The field whose answer routes, and the place for each code; null where the item sends nobody on. */
  readonly routes: { readonly field: string; readonly placeOf: ReadonlyMap<string, number> } | null;
}

const planStops = (questionnaire: Questionnaire): readonly Stop[] => {
  const items = itemsOf(questionnaire);
  const placeOf = new Map(items.map((item, place) => [item.id, place]));
  return items.map((item) => {
    const goTos = [...goTosOf(item)];
    return {
      fields: fieldVariablesOf(item),
      routes:
        goTos.length === 0 || item.kind === 'grid'
          ? null
          : {
              field: item.variable,
              placeOf: new Map(
                goTos.map(([code, target]) => [
                  code,
                  target === 'end' ? items.length : (placeOf.get(target) ?? 0),
                ]),
              ),
            },
    };
  });
};

/** By field and code: the fields between the item and the one that marking the code leads to, in printed order. */
export const listPassedOver = (
  questionnaire: Questionnaire,
): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> => {
  const stops = planStops(questionnaire);
  return new Map(
    stops.flatMap(({ routes }, place) =>
      routes === null
        ? []
        : [
            [
              routes.field,
              new Map(
                [...routes.placeOf].map(([code, target]) => [
                  code,
                  stops.slice(place + 1, target).flatMap(({ fields }) => fields),
                ]),
              ),
            ],
          ],
    ),
  );
};

/**
 * Says which fields the answers of a copy make not applicable: those of the items between the one whose marked option
 * sends people on and the item it sends them to (or the end). Routing of an item that is itself passed over does not
 * count. Pure; the plan is made once for a questionnaire.
 */
export const createRouting = (questionnaire: Questionnaire): ((answers: CopyAnswers) => RoutingOutcome) => {
  const stops = planStops(questionnaire);
  return (answers) => {
    const notApplicable = new Set<string>();
    const undecided = new Set<string>();
    // Items before these places are passed over, or may be.
    let passedUntil = 0;
    let undecidedUntil = 0;
    for (const [place, { fields, routes }] of stops.entries()) {
      if (place < passedUntil) {
        for (const field of fields) notApplicable.add(field);
        continue;
      }
      if (place < undecidedUntil) for (const field of fields) undecided.add(field);
      if (routes === null) continue;
      const answer = answers.get(routes.field);
      if (answer === undefined || answer.state === 'pending') {
        undecidedUntil = Math.max(undecidedUntil, ...routes.placeOf.values());
      } else if (answer.state === 'answered') {
        for (const code of codesOfAnswer(answer)) {
          passedUntil = Math.max(passedUntil, routes.placeOf.get(code) ?? 0);
        }
      }
    }
    return { notApplicable, undecided };
  };
};

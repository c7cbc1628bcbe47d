import type { NodeReader } from './node-reader.ts';
import type { GoToPlace } from './option-file.ts';
import { findNearestWord } from './spelling.ts';

/** An item, in printed order: its id ('' where none is known) and where it sends people. */
export interface ItemPlace {
  readonly id: string;
  readonly at: number;
  readonly goTos: readonly GoToPlace[];
}

/** Ids are unique, and routing leads onward: to a later item or to the end. */
export const checkRouting = (reader: NodeReader, places: readonly ItemPlace[]): void => {
  const placeOf = new Map<string, number>();
  for (const [place, { id, at }] of places.entries()) {
    if (id === '') continue;
    const earlier = placeOf.get(id);
    const first = earlier === undefined ? undefined : places[earlier];
    if (first === undefined) placeOf.set(id, place);
    else {
      reader.error(
        at,
        `The id ${JSON.stringify(id)} is used twice; first on line ${reader.lineOf(first.at)}.`,
        'Give one of the items an "id" of its own.',
      );
    }
  }
  for (const [from, { goTos }] of places.entries()) {
    for (const { target, at } of goTos) {
      if (target === 'end') continue;
      const to = placeOf.get(target);
      const shown = JSON.stringify(target.slice(0, 80));
      if (to === undefined) {
        const nearest = findNearestWord(target, placeOf.keys());
        reader.error(
          at,
          `There is no item ${shown} to go to.`,
          nearest === undefined
            ? 'Write the "id" of a later item (its variable, where it has no id), or end.'
            : `Did you mean ${JSON.stringify(nearest)}?`,
        );
      } else if (to <= from) {
        reader.error(
          at,
          to === from ? `The item sends people to itself.` : `The item ${shown} comes before this one.`,
          'People cannot go back; send them to a later item or to end.',
        );
      } else if (to === from + 1) {
        reader.warn(at, `The item ${shown} is the next one anyway.`, 'Take "goto" out.');
      }
    }
  }
};

/** What a form asks of people beyond marks: which answers exclude others, and which questions an answer passes over. */
import type { ChoiceField, Layout, LayoutField } from '../domain/layout.ts';
import { itemsOf, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { listPassedOver } from '../questionnaire/routing.ts';

/**
 * The layout with `exclusive` and `passesOver` where `questionnaire` has them, for programs that get no questionnaire.
 * They are added to what leaves as a file and not to what is stored or named by its hash: the form version covers the
 * questionnaire already, and forms printed before have layouts without them.
 */
export const addAnswerRules = (layout: Layout, questionnaire: Questionnaire): Layout => {
  const passedOver = listPassedOver(questionnaire);
  const exclusive = new Map(
    itemsOf(questionnaire).flatMap((item) =>
      item.kind === 'choice' && item.multiple
        ? [
            [
              item.variable,
              item.options.flatMap(({ code, exclusive: alone }) => (alone === true ? [code] : [])),
            ],
          ]
        : [],
    ),
  );
  const addTo = (field: ChoiceField): LayoutField => {
    const alone = exclusive.get(field.variable) ?? [];
    const passesOver = [...(passedOver.get(field.variable) ?? [])].filter(([, fields]) => fields.length > 0);
    return {
      ...field,
      ...(alone.length === 0 ? {} : { exclusive: alone }),
      ...(passesOver.length === 0
        ? {}
        : { passesOver: Object.fromEntries(passesOver.map(([code, fields]) => [code, [...fields]])) }),
    };
  };
  return {
    ...layout,
    pages: layout.pages.map((page) => ({
      ...page,
      fields: page.fields.map((field) => (field.kind === 'choice' ? addTo(field) : field)),
    })),
  };
};

/** Items as people think of them: the options of a question with several answers are one question. */
import type { PublishedItem } from '../publication-format.ts';

export interface Question {
  readonly label: PublishedItem['label'];
  /** One, or an option each. */
  readonly items: readonly PublishedItem[];
  /** Whether several of its answers could be chosen. */
  readonly isSeveral: boolean;
}

/** The questions of `items`, in their order. */
export const groupByQuestion = (items: readonly PublishedItem[]): Question[] => {
  const questions: { label: PublishedItem['label']; items: PublishedItem[]; isSeveral: boolean }[] = [];
  for (const item of items) {
    const { question, label } = item;
    if (question === null || !question.isOption) {
      questions.push({ label, items: [item], isSeveral: false });
      continue;
    }
    const last = questions.at(-1);
    const isSame = last?.isSeveral === true && JSON.stringify(last.label) === JSON.stringify(question.label);
    if (isSame) last.items.push(item);
    else questions.push({ label: question.label, items: [item], isSeveral: true });
  }
  return questions;
};

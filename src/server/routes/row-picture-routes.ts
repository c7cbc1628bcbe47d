import { codesOfAnswer } from '../../questionnaire/field-answer.ts';
import { openRowPicture } from '../../rows/row-picture.ts';
import type { Store } from '../../store/store.ts';
import { only, reviewerOf } from '../access.ts';
import { faultReplies } from '../api.ts';
import { openRowBodySchema, openRowReplySchema } from '../rows-api.ts';
import type { App } from '../zod-schemas.ts';

export interface RowPictureRoutesOptions {
  readonly store: Store;
  readonly now: () => Date;
}

/** From a row of an open wave to one answer on its sheet. The picture comes as that of any opening. */
export const addRowPictureRoutes = (app: App, { store, now }: RowPictureRoutesOptions): void => {
  app.route({
    method: 'POST',
    url: '/api/review/rows/open',
    config: { access: only('reviewer') },
    schema: {
      summary: 'Open one answer on paper by the id of its row; the reason goes on record',
      body: openRowBodySchema,
      response: { 200: openRowReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { row, column, reason } = request.body;
      const who = reviewerOf(request);
      const opened = await openRowPicture(store, who, { link: row, column, reason, at: now() });
      const { opening, survey, variable, language, words, answer, frame, marked } = opened;
      const labels = new Map(words.options.map(({ code, label }) => [code, label]));
      return {
        picture: {
          url: `/api/review/openings/${opening}/picture`,
          width: frame.width,
          height: frame.height,
          boxes: frame.boxes.map((box) => ({ ...box })),
        },
        marked: [...marked],
        survey,
        variable,
        language,
        number: words.number,
        text: words.text,
        row: words.row,
        state: answer.state,
        values:
          answer.state === 'answered'
            ? codesOfAnswer(answer).map((value) => ({ value, label: labels.get(value) ?? null }))
            : [],
        source: answer.source,
      };
    },
  });
};

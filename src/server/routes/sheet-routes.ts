import { only, passively, reviewerOf } from '../access.ts';
import type { LayoutField } from '../../domain/layout.ts';
import type { RectMm } from '../../domain/geometry.ts';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { bytesOf, faultReplies } from '../api.ts';
import type { PagePictures } from '../page-pictures.ts';
import { progressView, taskViewOf } from '../review-views.ts';
import {
  heldForParamsSchema,
  openingParamsSchema,
  openSheetBodySchema,
  sheetReplySchema,
} from '../wall-api.ts';
import type { App } from '../zod-schemas.ts';

export interface SheetRoutesOptions {
  readonly desk: ReviewDesk;
  readonly pictures: PagePictures;
}

const rectsOf = (field: LayoutField): RectMm[] => {
  if (field.kind === 'choice') return field.boxes.map(({ rectMm }) => ({ ...rectMm }));
  const rects = field.cells === undefined ? [] : [...field.cells];
  return rects.length > 0 || field.kind !== 'text' || field.rectMm === undefined ? rects : [field.rectMm];
};

const REVIEWER = only('reviewer');

/** Whole pages: opened with a reason that goes on record, and the picture of what was opened. */
export const addSheetRoutes = (app: App, { desk, pictures }: SheetRoutesOptions): void => {
  app.route({
    method: 'POST',
    url: '/api/review/sheets/:name/open',
    config: { access: REVIEWER },
    schema: {
      summary: 'Open a whole page; the reason goes on record',
      params: heldForParamsSchema,
      body: openSheetBodySchema,
      response: { 200: sheetReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = reviewerOf(request);
      const { reason, survey } = request.body;
      const sheet = await desk.openSheet(who, request.params.name, reason, survey);
      return {
        sheet:
          sheet === null
            ? null
            : {
                page: sheet.page,
                paper: { ...sheet.paper },
                picture: `/api/review/openings/${sheet.opening}/picture`,
                places: sheet.tasks.map(({ id, field }) => ({ task: id, rectsMm: rectsOf(field) })),
                tasks: sheet.tasks.map(taskViewOf),
              },
        progress: await progressView(desk, who),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/review/openings/:opening/picture',
    config: { access: passively(REVIEWER) },
    schema: {
      summary: 'The picture of a page that this session opened',
      params: openingParamsSchema,
      response: { 200: bytesOf('image/jpeg'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const picture = await pictures.draw(reviewerOf(request), request.params.opening);
      return reply.type('image/jpeg').send(picture);
    },
  });
};

import type { LayoutField } from '../../domain/layout.ts';
import type { RectMm } from '../../domain/geometry.ts';
import type { ReviewDesk } from '../../review/review-desk.ts';
import { bytesSchema, faultReplies } from '../api.ts';
import { requireSession } from '../guards.ts';
import type { PagePictures } from '../page-pictures.ts';
import { progressView, taskViewOf } from '../review-views.ts';
import type { Sessions } from '../sessions.ts';
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
  readonly sessions: Sessions;
}

const rectsOf = (field: LayoutField): RectMm[] => {
  if (field.kind === 'choice') return field.boxes.map(({ rectMm }) => ({ ...rectMm }));
  const rects = field.cells === undefined ? [] : [...field.cells];
  return rects.length > 0 || field.kind !== 'text' || field.rectMm === undefined ? rects : [field.rectMm];
};

/** Whole pages: opened with a reason that goes on record, and the picture of what was opened. */
export const addSheetRoutes = (app: App, { desk, pictures, sessions }: SheetRoutesOptions): void => {
  app.addHook('onClose', () => pictures.close());
  app.route({
    method: 'POST',
    url: '/api/review/sheets/:name/open',
    schema: {
      params: heldForParamsSchema,
      body: openSheetBodySchema,
      response: { 200: sheetReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const who = requireSession(sessions, request);
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
    schema: { params: openingParamsSchema, response: { 200: bytesSchema, ...faultReplies } },
    handler: async (request, reply) => {
      const picture = await pictures.draw(requireSession(sessions, request), request.params.opening);
      return reply.type('image/jpeg').send(picture);
    },
  });
};

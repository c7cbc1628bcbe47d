import { fileStemOf } from '../../domain/file-stem.ts';
import { Readable } from 'node:stream';
import { only } from '../access.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import type { Store } from '../../store/store.ts';
import { bytesOf, faultReplies } from '../api.ts';
import {
  exportQuerySchema,
  rowsQuerySchema,
  rowsReplySchema,
  surveysReplySchema,
  textsQuerySchema,
} from '../rows-api.ts';
import { EXPORT_MEDIA_TYPES } from '../../rows/formats/format-names.ts';
import type { RowsDesk } from '../rows-desk.ts';
import { surveyTextsQuerySchema, surveyTextsReplySchema } from '../text-api.ts';
import type { App } from '../zod-schemas.ts';

const TEXT_MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;

const PRIVACY_OWNER = only('privacy-owner', { scope: 'rows:read' });

/** The anonymous rows: a page of them, or all as a file. */
export const addRowsRoutes = (app: App, store: Store, desk: RowsDesk): void => {
  app.route({
    method: 'GET',
    url: '/api/surveys',
    config: { access: PRIVACY_OWNER },
    schema: { summary: 'Surveys that have rows', response: { 200: surveysReplySchema, ...faultReplies } },
    handler: async () => {
      return { surveys: await listSurveys(store) };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Anonymous rows of a survey, some at a time',
      querystring: rowsQuerySchema,
      response: { 200: rowsReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, wave, offset, limit } = request.query;
      return desk.page({ survey, wave, linked: request.caller?.kind === 'person' }, offset, limit);
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows/export',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'All anonymous rows of a survey as a file',
      querystring: exportQuerySchema,
      response: { 200: bytesOf(...EXPORT_MEDIA_TYPES), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { survey, wave, format, language } = request.query;
      const { name, mediaType, content } = await desk.export({ survey, wave }, format, language);
      return reply
        .type(mediaType)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(content));
    },
  });
  app.route({
    method: 'GET',
    url: '/api/rows/texts',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'How many open answers may leave as text, and how many are held back',
      querystring: surveyTextsQuerySchema,
      response: { 200: surveyTextsReplySchema, ...faultReplies },
    },
    handler: async (request) => desk.texts(request.query.survey),
  });
  app.route({
    method: 'GET',
    url: '/api/rows/texts/export',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'The open answers that may leave, as a file apart from the rows',
      querystring: textsQuerySchema,
      response: { 200: bytesOf('text/csv', 'application/jsonl'), ...faultReplies },
    },
    handler: async (request, reply) => {
      const { survey, format } = request.query;
      const texts = await desk.exportTexts(survey, format);
      const name = fileStemOf(survey);
      return reply
        .type(TEXT_MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="${name}-texts.${format}"`)
        .send(texts);
    },
  });
};

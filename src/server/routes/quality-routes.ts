import { only, personOf } from '../access.ts';
import type { ErrorRate } from '../../review/quality/error-rate.ts';
import type { Agreement } from '../../review/quality/agreement.ts';
import { readItemWords } from '../../review/quality/item-words.ts';
import {
  makeQualityReport,
  reviewerReport,
  type ReviewerReport,
  type SubjectReport,
} from '../../review/quality/quality-report.ts';
import { readFiguresOf } from '../../store/quality-figures.ts';
import { setShare } from '../../store/quality-settings.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import type { Store } from '../../store/store.ts';
import { faultReplies } from '../api.ts';
import {
  ownQualityReplySchema,
  qualityQuerySchema,
  qualityReplySchema,
  qualityShareBodySchema,
  qualityShareReplySchema,
  qualitySurveysReplySchema,
  type AgreementView,
  type ReviewerQualityView,
  type SubjectView,
} from '../quality-api.ts';
import type { App } from '../zod-schemas.ts';

const LOOKS_AFTER_IT = only(['operator', 'privacy-owner']);

const subjectView = ({ all, byItem, byStyle }: SubjectReport): SubjectView => ({
  all: { ...all } satisfies ErrorRate,
  byItem: byItem.map((item) => ({ ...item })),
  byStyle: byStyle.map((style) => ({ ...style })),
});

const agreementView = ({ interval, ...agreement }: Agreement): AgreementView => ({
  ...agreement,
  interval: interval === null ? null : [...interval],
});

const reviewerView = (report: ReviewerReport): ReviewerQualityView => ({
  ...report,
  wrongInterval: [...report.wrongInterval],
  knownWrongInterval: [...report.knownWrongInterval],
});

/** How often what was accepted and decided is wrong; each reviewer's figures to themselves and to the privacy owner alone. */
export const addQualityRoutes = (app: App, store: Store): void => {
  app.route({
    method: 'GET',
    url: '/api/quality/surveys',
    config: { access: LOOKS_AFTER_IT },
    schema: {
      summary: 'Surveys that have figures of quality',
      response: { 200: qualitySurveysReplySchema, ...faultReplies },
    },
    handler: async () => ({ surveys: await listSurveys(store) }),
  });
  app.route({
    method: 'GET',
    url: '/api/quality',
    config: { access: LOOKS_AFTER_IT },
    schema: {
      summary: 'How often what was accepted and decided in a survey is wrong',
      querystring: qualityQuerySchema,
      response: { 200: qualityReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, wave } = request.query;
      const report = await makeQualityReport(store, survey, wave ?? null);
      const seesNames = personOf(request).roles.includes('privacy-owner');
      return {
        ...report,
        waves: [...report.waves],
        machine: subjectView(report.machine),
        people: subjectView(report.people),
        agreement: {
          all: agreementView(report.agreement.all),
          byItem: report.agreement.byItem.map(({ variable, ...agreement }) => ({
            variable,
            ...agreementView(agreement),
          })),
        },
        reviewers: seesNames ? report.reviewers.map(reviewerView) : null,
        items: Object.fromEntries(await readItemWords(store, survey)),
      };
    },
  });
  app.route({
    method: 'PUT',
    url: '/api/quality/share',
    config: { access: LOOKS_AFTER_IT },
    schema: {
      summary: 'Read another share again from now on',
      body: qualityShareBodySchema,
      response: { 200: qualityShareReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, share } = request.body;
      await setShare(store, survey, share);
      return { share };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/quality/own',
    config: { access: only('reviewer') },
    schema: {
      summary: 'What is known of one’s own work',
      response: { 200: ownQualityReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const own = await readFiguresOf(store, personOf(request).name);
      return {
        surveys: own.map(({ survey, ...figures }) => {
          const { reviewer: _name, ...report } = reviewerView(reviewerReport(figures));
          return { survey, ...report };
        }),
      };
    },
  });
};

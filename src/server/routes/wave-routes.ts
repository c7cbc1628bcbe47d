import { Readable } from 'node:stream';
import { z } from 'zod';
import type { DataFolder } from '../../operation/data-folder.ts';
import { closeWave } from '../../rows/wave-closing.ts';
import {
  auditHead,
  headText,
  linesOfAudit,
  listAudit,
  recordActAlone,
  verifyAudit,
} from '../../store/audit-log.ts';
import { listSurveys } from '../../store/print-ledger.ts';
import { planRetention, retentionDays, setRetentionDays } from '../../store/retention.ts';
import type { Store } from '../../store/store.ts';
import { listWaves } from '../../store/wave-lists.ts';
import { openNewWave } from '../../store/waves.ts';
import { only } from '../access.ts';
import { bytesOf, faultReplies } from '../api.ts';
import { applyRetention } from '../retention-keeping.ts';
import {
  applyReplySchema,
  auditQuerySchema,
  auditReplySchema,
  auditVerdictSchema,
  closeWaveBodySchema,
  closeWaveReplySchema,
  openWaveBodySchema,
  openWaveReplySchema,
  retentionBodySchema,
  retentionReplySchema,
  wavesReplySchema,
} from '../wave-api.ts';
import type { App } from '../zod-schemas.ts';

export interface WaveRoutesOptions {
  readonly store: Store;
  readonly folder: DataFolder;
  readonly now: () => Date;
}

const PRIVACY_OWNER = only('privacy-owner');

/** Waves: what there is, opening one, closing one for good. */
export const addWaveRoutes = (app: App, { store, now }: WaveRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/waves',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Every wave: what stands in the way of closing it, or what is left of it',
      response: { 200: wavesReplySchema, ...faultReplies },
    },
    handler: async () => {
      const surveys: { survey: string; retentionDays: number }[] = [];
      for (const survey of await listSurveys(store)) {
        surveys.push({ survey, retentionDays: await retentionDays(store, survey) });
      }
      return {
        waves: (await listWaves(store)).map((wave) => ({
          ...wave,
          check: wave.check === null ? null : { ...wave.check },
          figures: wave.figures === null ? null : { ...wave.figures },
        })),
        surveys,
      };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/waves',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Open a new wave',
      body: openWaveBodySchema,
      response: { 200: openWaveReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { survey, name } = await openNewWave(store, request.body.survey, request.body.wave, now());
      return { survey, wave: name };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/waves/close',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Close a wave for good; nothing takes it back',
      body: closeWaveBodySchema,
      response: { 200: closeWaveReplySchema, ...faultReplies },
    },
    handler: async (request) => ({ ...(await closeWave(store, request.body, { now })) }),
  });
};

/** What goes when after closing, and deleting what is due. */
export const addRetentionRoutes = (app: App, { store, folder, now }: WaveRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/retention',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Which files go when',
      response: { 200: retentionReplySchema, ...faultReplies },
    },
    handler: async () => ({
      groups: (await planRetention(store)).map(({ files, waitsFor, ...group }) => ({
        ...group,
        waitsFor: [...waitsFor],
        files: files.length,
      })),
    }),
  });
  app.route({
    method: 'PUT',
    url: '/api/retention',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'How long files of a survey are kept after closing',
      body: retentionBodySchema,
      response: { 204: z.undefined(), ...faultReplies },
    },
    handler: async (request, reply) => {
      await setRetentionDays(store, request.body.survey, request.body.days, now());
      return reply.status(204).send(undefined);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/retention/apply',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Delete now what is due',
      response: { 200: applyReplySchema, ...faultReplies },
    },
    handler: async () => {
      const deleted = await applyRetention({ store, folder, now });
      return {
        files: deleted.reduce((sum, { files }) => sum + files, 0),
        bytes: deleted.reduce((sum, { bytes }) => sum + bytes, 0),
        notDeleted: deleted.reduce((sum, { notDeleted }) => sum + notDeleted.length, 0),
      };
    },
  });
};

/** The audit log: a look at its end, its verdict, and all of it as a file. */
export const addAuditRoutes = (app: App, { store, now }: WaveRoutesOptions): void => {
  app.route({
    method: 'GET',
    url: '/api/audit',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Entries of the audit log, the latest first',
      querystring: auditQuerySchema,
      response: { 200: auditReplySchema, ...faultReplies },
    },
    handler: async (request) => {
      const { before, limit } = request.query;
      const { number: total } = await auditHead(store);
      const entries = await listAudit(store, { before: before ?? total + 1, limit });
      return {
        total,
        entries: entries.map(({ number, at, actor, name, from, act, about }) => ({
          number,
          at,
          actor,
          name,
          from,
          act,
          about: { ...about },
        })),
      };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/audit/verdict',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'Whether the chain of the audit log holds',
      response: { 200: auditVerdictSchema, ...faultReplies },
    },
    handler: async () => {
      const verdict = await verifyAudit(store);
      return { ...verdict, head: headText(verdict.head), broken: verdict.broken && { ...verdict.broken } };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/audit/export',
    config: { access: PRIVACY_OWNER },
    schema: {
      summary: 'The audit log as JSON Lines',
      response: { 200: bytesOf('application/jsonl'), ...faultReplies },
    },
    handler: async (_request, reply) => {
      const { number } = await auditHead(store);
      await recordActAlone(store, 'audit-exported', { entries: number + 1 }, { at: now() });
      const head = await auditHead(store);
      return reply
        .type('application/jsonl; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.jsonl"')
        .send(Readable.from(linesOfAudit(store, head)));
    },
  });
};

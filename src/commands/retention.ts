import { prepareDataFolder } from '../operation/data-folder.ts';
import { applyRetention } from '../server/retention-keeping.ts';
import { findUnknownFiles } from '../server/unknown-files.ts';
import {
  planRetention,
  retentionDays,
  setRetentionDays,
  USUAL_RETENTION_DAYS,
  type RetainedGroup,
} from '../store/retention.ts';
import { requiredOption, textOption, wholeNumberOption } from './arguments.ts';
import type { Command } from './command.ts';
import { withStore } from './with-store.ts';

const NAMES = { scans: 'scan', rejected: 'rejected file', prints: 'printed PDF' } as const;

const nameOf = ({ what, survey, wave, files }: RetainedGroup, count = files.length): string =>
  `${count} ${NAMES[what]}${count === 1 ? '' : 's'}${survey === null ? '' : ` of ${survey} ${wave ?? ''}`}`;

const waitOf = ({ waitsFor, waitsForPages }: RetainedGroup): string =>
  [
    ...(waitsFor.length === 0
      ? []
      : [`${waitsFor.join(' and ')} ${waitsFor.length === 1 ? 'is' : 'are'} closed`]),
    ...(waitsForPages ? ['somebody said of which copy each page is ("paperline page list")'] : []),
  ].join(' and ');

const lineOf = (group: RetainedGroup): string =>
  group.dueAt === null
    ? `kept        ${nameOf(group)}, until ${waitOf(group)}`
    : `${group.dueAt.slice(0, 10)}  ${nameOf(group)}`;

export const retention: Command = {
  name: 'retention',
  operands: '',
  summary:
    'Say which scans, rejected files and printed PDFs go when, or delete those whose time has come. A server that runs ' +
    'does so by itself once a day.',
  minOperands: 0,
  maxOperands: 0,
  options: {
    apply: { type: 'boolean', summary: 'delete now what is due' },
    survey: { type: 'string', value: 'ID', summary: 'with --days: of which survey' },
    days: {
      type: 'string',
      value: 'N',
      summary: `how long files are kept after closing (${USUAL_RETENTION_DAYS} where nobody says)`,
    },
    json: { type: 'boolean', summary: 'one line of JSON a group of files' },
  },
  async run(input) {
    const { options, config, print, tell } = input;
    const json = options['json'] === true;
    const folder = await prepareDataFolder({ root: config.data, inbox: config.inbox });
    return withStore(input, async (store) => {
      if (textOption(options, 'days') !== undefined) {
        const survey = requiredOption(options, 'survey', 'passenger-survey');
        const days = wholeNumberOption(options, 'days', {
          min: 0,
          max: 3650,
          otherwise: USUAL_RETENTION_DAYS,
        });
        await setRetentionDays(store, survey, days, new Date());
        print(`Files of ${survey} are kept for ${await retentionDays(store, survey)} days after closing.`);
        return 0;
      }
      if (options['apply'] !== true) {
        const plan = await planRetention(store);
        for (const { files, ...group } of plan) {
          print(json ? JSON.stringify({ ...group, files: files.length }) : lineOf({ ...group, files }));
        }
        const unknown = await findUnknownFiles(store, folder);
        if (plan.length === 0 && unknown.length === 0) tell('Nothing is kept that has to go.');
        if (unknown.length > 0) {
          tell(
            `${unknown.length} file${unknown.length === 1 ? '' : 's'} that no record names, such as ${unknown[0]}: nothing deletes them but you.`,
          );
        }
        return 0;
      }
      const deleted = await applyRetention({ store, folder });
      for (const { group, files, bytes, goneBefore, notDeleted } of deleted) {
        const { files: _files, ...about } = group;
        print(
          json
            ? JSON.stringify({ ...about, files, bytes, goneBefore, notDeleted })
            : `deleted     ${nameOf(group, files)}, ${(bytes / 1e6).toFixed(1)} MB${goneBefore === 0 ? '' : ` (${goneBefore} gone before)`}`,
        );
        for (const { place, why } of notDeleted)
          tell(`${place} cannot be deleted: ${why}. It is tried again.`);
      }
      if (deleted.length === 0) tell('Nothing is due.');
      return deleted.some(({ notDeleted }) => notDeleted.length > 0) ? 1 : 0;
    });
  },
};

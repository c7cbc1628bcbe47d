/** `minimum-cell`, `minimum-base` and `flagged-base` below `tables:`: from how many people on something is published. */
import { z } from 'zod';
import type { Field, NodeReader } from './node-reader.ts';
import { USUAL_LIMITS } from './table-plan.ts';
import type { TablePlan } from './table-plan.ts';

export const TABLE_LIMIT_KEYS = ['minimum-cell', 'minimum-base', 'flagged-base'] as const;

/** Fewer people than these can be told apart, whatever else is hidden. */
const LEAST_CELL = 5;
const LEAST_BASE = 20;
/** More than this nobody reaches, so nothing at all would be shown. */
const MOST = 10_000;

const people = z.string().regex(/^\d{1,9}$/);

/** All three where the file names one; what it leaves out is the usual limit, or more where another asks for it. */
export const readTableLimits = (
  reader: NodeReader,
  fields: ReadonlyMap<string, Field>,
): Pick<TablePlan, 'limits'> => {
  const read = (
    key: (typeof TABLE_LIMIT_KEYS)[number],
    usual: number,
    least: number,
    why: string,
  ): number => {
    const field = fields.get(key);
    if (field === undefined) return Math.max(usual, least);
    const text = reader.readValue(field, people, `a number of people, as in ${key}: ${usual}`);
    if (text === undefined) return Math.max(usual, least);
    const number = Number(text);
    if (number < least) {
      reader.error(field.at, `"${key}" is ${number}; ${why}.`, `Write ${least} or more, or take it out.`);
    } else if (number > MOST) {
      reader.error(
        field.at,
        `"${key}" is ${number}; so little would be published of any wave.`,
        `Write ${MOST} or less.`,
      );
    }
    return number;
  };
  if (!TABLE_LIMIT_KEYS.some((key) => fields.has(key))) return {};
  const minimumCell = read(
    'minimum-cell',
    USUAL_LIMITS.minimumCell,
    LEAST_CELL,
    `figures of fewer than ${LEAST_CELL} people would tell on them`,
  );
  const minimumBase = read(
    'minimum-base',
    USUAL_LIMITS.minimumBase,
    Math.max(LEAST_BASE, 2 * minimumCell),
    2 * minimumCell > LEAST_BASE
      ? `a group needs twice the smallest cell, which is ${minimumCell}`
      : `figures of fewer than ${LEAST_BASE} people are chance`,
  );
  const flaggedBase = read(
    'flagged-base',
    USUAL_LIMITS.flaggedBase,
    minimumBase,
    `groups below ${minimumBase} get no figure that could be flagged`,
  );
  return { limits: { minimumCell, minimumBase, flaggedBase } };
};

/** What the rows screen and the server say to each other. */
import { z } from 'zod';
import { EXPORT_FORMATS } from '../rows/formats/format-names.ts';
import { ROW_OPENING_REASONS } from '../store/row-openings.ts';
import { cropSchema, pageQuerySchema } from './api.ts';

export const surveysReplySchema = z.object({ surveys: z.array(z.string()) });

const surveyNameSchema = z.string().min(1).max(200);
const waveNameSchema = z.string().min(1).max(200);
export const rowsQuerySchema = pageQuerySchema.extend({
  survey: surveyNameSchema,
  wave: waveNameSchema.optional(),
});
/** What was done so that nobody stands out; see `AnonymityReport` in src/rows. */
export const anonymityReportSchema = z.object({
  k: z.number(),
  quasiIdentifiers: z.array(z.string()),
  waves: z.array(
    z.object({
      wave: z.string(),
      rows: z.number(),
      steps: z.record(z.string(), z.object({ taken: z.number(), leftOut: z.boolean() })),
      cells: z.number(),
      generalisedCells: z.number(),
      withheldCells: z.number(),
      touchedRows: z.number(),
      pendingRows: z.number(),
      loss: z.number(),
      combinations: z.number(),
      smallest: z.number(),
      tooFew: z.boolean(),
      unanimous: z.number(),
      unanimousOf: z.number(),
    }),
  ),
});
export type AnonymityReply = z.infer<typeof anonymityReportSchema>;
export const rowsReplySchema = z.object({
  columns: z.array(z.string()),
  /** Cells in the order of the columns. */
  rows: z.array(z.array(z.string())),
  /** By column: it is filled from a field on paper. */
  onPaper: z.array(z.boolean()),
  /** By row: its id leads a reviewer to its sheet, as long as the wave is open. */
  linked: z.array(z.boolean()),
  total: z.number(),
  /** Cells of all rows that wait for a person. */
  pending: z.number(),
  /** Null where no questionnaire of the survey declares by what people could be known. */
  anonymity: anonymityReportSchema.nullable(),
});
export type RowsReply = z.infer<typeof rowsReplySchema>;
export const exportQuerySchema = z.strictObject({
  survey: surveyNameSchema,
  wave: waveNameSchema.optional(),
  format: z.enum(EXPORT_FORMATS),
  /** Of the labels in a file that has room for one language. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional(),
});

/** Of the open answers that may leave, apart from the rows. */
export const textsQuerySchema = z.strictObject({
  survey: surveyNameSchema,
  format: z.enum(['csv', 'jsonl']),
});

export const openRowBodySchema = z.strictObject({
  /** The id of a row of an open wave as it is on the screen. It goes in no address, so that it is in no log. */
  row: z.string().min(1).max(64),
  /** A column of the rows. */
  column: z.string().min(1).max(200),
  /** Why the answer is looked at on paper; goes on record with who and when. */
  reason: z.enum(ROW_OPENING_REASONS),
});
export type OpenRowBody = z.infer<typeof openRowBodySchema>;
export const openRowReplySchema = z.object({
  /** Where this session gets it, how large it is, and where the boxes are in it, in its pixels. */
  picture: cropSchema,
  /** The boxes of what counts now, by code; none where boxes hold digits or letters. */
  marked: z.array(z.string()),
  survey: z.string(),
  /** Of the field. */
  variable: z.string(),
  /** Of the words below. */
  language: z.string(),
  number: z.string().nullable(),
  text: z.string(),
  row: z.string().nullable(),
  /** What counts now: codes with their labels, digits or words; empty unless answered. */
  state: z.enum(['answered', 'blank', 'multiple', 'unreadable', 'pending']),
  values: z.array(z.object({ value: z.string(), label: z.string().nullable() })),
  /** Who said so. */
  source: z.enum(['person', 'machine']),
});
export type OpenRowReply = z.infer<typeof openRowReplySchema>;

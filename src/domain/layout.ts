import { z } from 'zod';
import { rectMmSchema } from './geometry.ts';

/**
 * Where every mark stands on every page of a form version (`paperline/layout@1`), in mm in the page frame.
 * Stored when the form is printed and never recomputed when reading.
 *
 * Keys beyond the published contract are optional, so that a layout written by another program is complete without.
 */

export const LAYOUT_SCHEMA = 'paperline/layout@1';

const digitRuleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('number'), min: z.number().int(), max: z.number().int() }),
  /** Cells are D D M M Y Y Y Y. */
  z.object({ type: z.literal('date'), min: z.string().optional(), max: z.string().optional() }),
  /** Cells are H H M M, on the 24-hour clock. */
  z.object({ type: z.literal('time') }),
]);

/** What the digits of a field may say; a reading outside it goes to review. */
export type DigitRule = z.infer<typeof digitRuleSchema>;

const choiceBoxSchema = z.object({ code: z.string(), rectMm: rectMmSchema });
export type ChoiceBox = z.infer<typeof choiceBoxSchema>;

const choiceFieldSchema = z.object({
  variable: z.string(),
  kind: z.literal('choice'),
  multiple: z.boolean(),
  boxes: z.array(choiceBoxSchema).min(1),
  /** Where several may be marked: codes that are not to be marked together with any other. */
  exclusive: z.array(z.string()).min(1).optional(),
  /** By code: the variables, here or on later pages, that the printed hint tells whoever marks it to pass over. */
  passesOver: z.record(z.string(), z.array(z.string()).min(1)).optional(),
});
const digitsFieldSchema = z.object({
  variable: z.string(),
  kind: z.literal('digits'),
  cells: z.array(rectMmSchema).min(1),
  rule: digitRuleSchema.optional(),
});
const textFieldSchema = z
  .object({
    variable: z.string(),
    kind: z.literal('text'),
    rectMm: rectMmSchema.optional(),
    cells: z.array(rectMmSchema).optional(),
  })
  .refine((field) => field.rectMm !== undefined || (field.cells?.length ?? 0) > 0, {
    message: 'a text field needs rectMm or cells',
  });

export const layoutFieldSchema = z.discriminatedUnion('kind', [
  choiceFieldSchema,
  digitsFieldSchema,
  textFieldSchema,
]);

export type ChoiceField = z.infer<typeof choiceFieldSchema>;
export type DigitsField = z.infer<typeof digitsFieldSchema>;
export type TextField = z.infer<typeof textFieldSchema>;
export type LayoutField = z.infer<typeof layoutFieldSchema>;

const layoutPageSchema = z.object({
  /** From 1. */
  page: z.number().int().positive(),
  /** Solid black squares that fill `rectMm`; as points they are not symmetric under any rotation. */
  registrationMarks: z.array(z.object({ rectMm: rectMmSchema })),
  /** The machine-readable code (`rectMm`, without its quiet zone) and the same words for people (`textRectMm`). */
  pageCodes: z.array(z.object({ rectMm: rectMmSchema, textRectMm: rectMmSchema.optional() })),
  /** An image of the blank page in the layout's own frame; `file` is relative to the layout file. */
  reference: z.object({ file: z.string(), dpi: z.number().positive() }).optional(),
  fields: z.array(layoutFieldSchema),
});
export type LayoutPage = z.infer<typeof layoutPageSchema>;

export const layoutSchema = z.object({
  schema: z.literal(LAYOUT_SCHEMA),
  /** The form version: a hash of its content for a form that Paperline printed. */
  form: z.string().min(1),
  survey: z.string().min(1),
  language: z.string().min(2),
  paper: z.object({ widthMm: z.number().positive(), heightMm: z.number().positive() }),
  pages: z.array(layoutPageSchema).min(1),
});
export type Layout = z.infer<typeof layoutSchema>;

/** What the screens of walls and sheets and the server say to each other. */
import { z } from 'zod';
import { OPENING_REASONS } from '../store/review-sheets.ts';
import { answerShape, clientKeySchema, reviewProgressSchema, reviewTaskSchema } from './api.ts';

/** Most crops on one wall. */
export const MAX_WALL = 48;

/** A wall or a sheet is named by its screen, so that asking for it twice gives it once. */
export const heldForParamsSchema = z.strictObject({ name: clientKeySchema });

export const claimWallBodySchema = z.strictObject({
  count: z.number().int().min(1).max(MAX_WALL),
  survey: z.string().max(200).optional(),
});

const taskIdSchema = z
  .number()
  .int()
  .positive()
  .max(2 ** 53 - 1);
export const wallStepBodySchema = z.strictObject({
  /** Chosen once per step by the client; leaves room for the number of a task behind it. */
  clientKey: z.uuid(),
  /** Each with the answer that the screen showed under its picture. */
  confirmed: z.array(z.strictObject({ task: taskIdSchema, ...answerShape })).max(MAX_WALL),
  /** Marked as wrong, or without a picture: to be asked one by one. */
  offWall: z.array(taskIdSchema).max(MAX_WALL),
});
export type WallStepBody = z.infer<typeof wallStepBodySchema>;
export const wallStepReplySchema = z.object({
  repeated: z.boolean(),
  recorded: z.array(z.number()),
  /** Confirmed, but not recorded: decided meanwhile, with someone else, or of a closed wave. */
  refused: z.array(z.number()),
  progress: reviewProgressSchema,
});
export type WallStepReply = z.infer<typeof wallStepReplySchema>;

export const openSheetBodySchema = z.strictObject({
  /** Why a whole page is looked at; goes on record with who, when and which page. */
  reason: z.enum(OPENING_REASONS),
  survey: z.string().max(200).optional(),
});
export type OpenSheetBody = z.infer<typeof openSheetBodySchema>;

const rectMmSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export const sheetReplySchema = z.object({
  /** Null where nothing waits for a person. */
  sheet: z
    .object({
      page: z.number(),
      paper: z.object({ widthMm: z.number(), heightMm: z.number() }),
      picture: z.string(),
      /** Where each task's boxes are on the page, in mm. */
      places: z.array(z.object({ task: z.number(), rectsMm: z.array(rectMmSchema) })),
      tasks: z.array(reviewTaskSchema),
    })
    .nullable(),
  progress: reviewProgressSchema,
});
export type SheetReply = z.infer<typeof sheetReplySchema>;
export type SheetView = NonNullable<SheetReply['sheet']>;

export const openingParamsSchema = z.strictObject({ opening: z.coerce.number().pipe(taskIdSchema) });

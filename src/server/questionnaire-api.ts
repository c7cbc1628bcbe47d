/** What the questionnaire editor and the server say to each other; see `api.ts`. */
import { z } from 'zod';

/** Far beyond any questionnaire: what is longer than one may be is told by the lint, not by a refusal. */
const TEXT_LIMIT_CHARACTERS = 1024 * 1024;
/** The same text as JSON: most characters take a byte, some take six. */
export const QUESTIONNAIRE_LIMIT_BYTES = 4 * 1024 * 1024;

const fileSchema = z.string().min(1).max(200);
const originSchema = z.enum(['ships', 'own']);
const textSchema = z.string().max(TEXT_LIMIT_CHARACTERS);

export const questionnairesReplySchema = z.object({
  questionnaires: z.array(
    z.object({
      file: z.string(),
      /** What its versions have in common. */
      stem: z.string(),
      version: z.number(),
      /** `ships`: came with Paperline and is never changed; `own`: people made it. */
      origin: originSchema,
      newest: z.boolean(),
    }),
  ),
  /** Where people's own files are. */
  folder: z.string(),
});
export type QuestionnairesReply = z.infer<typeof questionnairesReplySchema>;

export const fileParamsSchema = z.strictObject({ file: fileSchema });
export const openedQuestionnaireSchema = z.object({
  file: z.string(),
  version: z.number(),
  origin: originSchema,
  /** The newest version of the same questionnaire. */
  latest: z.string(),
  /** Names how the questionnaire stands; sent along with a save, so that nothing is saved over what was not seen. */
  base: z.string(),
  text: z.string(),
});
export type OpenedQuestionnaire = z.infer<typeof openedQuestionnaireSchema>;

export const lookBodySchema = z.strictObject({
  text: textSchema,
  /** To see it in; the first one where it has no such language. */
  language: z.string().max(20),
});
export const lookReplySchema = z.object({
  faults: z.array(
    z.object({
      /** From 1. */
      line: z.number(),
      /** From 1, in UTF-16 units. */
      column: z.number(),
      severity: z.enum(['error', 'warning']),
      what: z.string(),
      remedy: z.string(),
    }),
  ),
  /** Null where it cannot be read. */
  survey: z.string().nullable(),
  titles: z.record(z.string(), z.string()),
  languages: z.array(z.string()),
  questions: z.number(),
  /** Null where it cannot be printed. */
  preview: z
    .object({
      language: z.string(),
      /** The form version that printing it would make; names its pages for a while. */
      form: z.string(),
      pages: z.number(),
      paper: z.object({ widthMm: z.number(), heightMm: z.number() }),
      warnings: z.array(z.string()),
    })
    .nullable(),
});
export type LookReply = z.infer<typeof lookReplySchema>;
export type EditorFault = LookReply['faults'][number];
export const formPageParamsSchema = z.strictObject({
  form: z.string().regex(/^[0-9A-Z]{8}$/u),
  page: z.coerce.number().int().min(1).max(31),
});

export const planBodySchema = z.strictObject({ text: textSchema });
export const savePlanSchema = z.object({
  /** The file that it would go to. */
  target: z.string(),
  /** False where a new version is made, and the file stays as it is. */
  inPlace: z.boolean(),
  /** The file as it stands was printed. */
  printed: z.boolean(),
  errors: z.number(),
  survey: z.string().nullable(),
  formerSurvey: z.string().nullable(),
  /** The survey's waves that are not closed. */
  waves: z.array(z.object({ wave: z.string(), copies: z.number(), read: z.number() })),
  /** What becomes different in the rows. */
  columns: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.string()),
  }),
});
export type SavePlan = z.infer<typeof savePlanSchema>;

export const saveQuestionnaireBodySchema = z.strictObject({
  text: textSchema,
  /** As it was opened. */
  base: z.string().max(64),
});
export const newQuestionnaireBodySchema = z.strictObject({ file: fileSchema, text: textSchema });
export const savedQuestionnaireSchema = z.object({
  file: z.string(),
  version: z.number(),
  base: z.string(),
});
export type SavedQuestionnaire = z.infer<typeof savedQuestionnaireSchema>;

/** `paperline/publication@1`: the tables of one wave as they are given out. A figure that is withheld is null. */
import { z } from 'zod';

const localized = z.record(z.string(), z.string());

const figureSchema = z.strictObject({
  /** A share in per cent, a mean on the item's scale, or a score from -100 to 100; rounded as the rules say. */
  value: z.number(),
  /** Half the 95 % interval, rounded up; null where too few clusters answered to know. */
  margin: z.number().nullable(),
  /** Letters of the groups of this table that the figure is significantly above. */
  above: z.string(),
  /** Against the wave before; null where it is not compared. */
  change: z.enum(['up', 'down', 'none']).nullable(),
});

const rowSchema = z.strictObject({
  /** The group's code; null for everybody. */
  group: z.string().nullable(),
  label: localized.nullable(),
  letter: z.string().nullable(),
  /** Answers counted, to the nearest step; null where the whole row is withheld. */
  base: z.number().nullable(),
  /** True where the base is small enough to read the figures with care. */
  flagged: z.boolean(),
  /** With weights of mean 1 over the wave, to the nearest step; null without weights too. */
  weightedBase: z.number().nullable(),
  /** Kish's effective base, to the nearest step; null without weights too. */
  effectiveBase: z.number().nullable(),
  /** In per cent, in the order of the categories. */
  shares: z.array(z.number().nullable()),
  margins: z.array(z.number().nullable()),
  mean: figureSchema.nullable(),
  median: z.number().nullable(),
  top: figureSchema.nullable(),
  nps: figureSchema.nullable(),
});

const tableSchema = z.strictObject({
  breakdown: z.string(),
  label: localized,
  rows: z.array(rowSchema),
  /** Whether there are people whose group is not known; nothing is published of them. */
  hasUnknown: z.boolean(),
});

const itemSchema = z.strictObject({
  variable: z.string(),
  label: localized,
  /** What charts call it, where that is shorter than its label. */
  name: localized.nullable().default(null),
  /** The question of which it is a part: a row of a grid or, `isOption`, one of several answers. */
  question: z.strictObject({ label: localized, isOption: z.boolean() }).nullable().default(null),
  categories: z.array(z.strictObject({ code: z.string(), label: localized, score: z.number().nullable() })),
  top: z.array(z.string()).nullable(),
  whole: rowSchema,
  tables: z.array(tableSchema),
  /** How closely the item goes with the one before all (the first scored item), from -1 to 1; null where it is not shown. */
  importance: z.number().nullable(),
  /** Of all rows, in per cent: how many gave no answer that counts, by kind. Small kinds stand together in `rest`. */
  noAnswer: z.record(z.string(), z.number()),
});

const perturbationSchema = z.strictObject({
  name: z.string(),
  /** Of the table as CSV: pcv,ckey,pvalue, a line for each count and key, in order. */
  sha256: z.string(),
  /** The most that is added to a count of the minimum cell or more, and the most that is taken away. */
  up: z.number().int().min(0),
  down: z.number().int().min(0),
  /** Every such count became a multiple of this. */
  step: z.number().int().min(1),
  /** The greatest weight of a row, rounded up: a count's change is as much weight as so many people at most. */
  heaviest: z.number().min(1),
});

const rulesSchema = z.strictObject({
  minimumCell: z.number().int().min(2),
  minimumBase: z.number().int().min(1),
  flaggedBase: z.number().int(),
  /** What is hidden may not be known more narrowly than this many people. */
  protection: z.number().int().min(1),
  baseStep: z.number().int().min(1),
  /** Of shares and scores, in per cent. */
  shareStep: z.number().positive(),
  meanStep: z.number().positive(),
  weighted: z.boolean(),
  clustered: z.boolean(),
  /** Where counts were perturbed by cell key: with which table, and what anybody who knows it knows. */
  perturbation: perturbationSchema.optional(),
});

export const publicationSchema = z.strictObject({
  schema: z.literal('paperline/publication@1'),
  survey: z.string(),
  wave: z.string(),
  title: localized,
  languages: z.array(z.string()),
  /** From 1; a wave that is published again has the next. */
  edition: z.number().int().min(1),
  /** Of the rows that it was made from, which have random ids, so it says nothing of them. */
  data: z.string(),
  rules: rulesSchema,
  /** Rows of the wave, to the nearest step. */
  respondents: z.number(),
  items: z.array(itemSchema),
  /** How many rows and figures are withheld, by reason. */
  withheld: z.record(z.string(), z.number()),
  /** How the copies came back; null where nobody counted. */
  fieldwork: z
    .strictObject({
      printed: z.number(),
      handedOut: z.number().nullable(),
      returned: z.number().nullable(),
      read: z.number(),
      /** Of fields accepted from the machine, in per cent, with the 95 % interval; null where too few were checked. */
      fieldErrors: z.strictObject({ rate: z.number(), low: z.number(), high: z.number() }).nullable(),
    })
    .nullable(),
  notes: z.array(z.string()),
});

export type Publication = z.infer<typeof publicationSchema>;
export type PublicationRules = Publication['rules'];
export type PublishedItem = Publication['items'][number];
export type PublishedTable = PublishedItem['tables'][number];
export type PublishedRow = PublishedItem['whole'];
export type PublishedFigure = z.infer<typeof figureSchema>;

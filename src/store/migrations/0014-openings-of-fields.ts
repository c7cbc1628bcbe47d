import type { Migration } from './migration.ts';

/** One field that was opened, instead of the whole page. */
export const openingsOfFields: Migration = {
  version: 14,
  statements: [
    // variable: of the field whose picture was opened; null where the whole page was.
    `ALTER TABLE page_opening ADD COLUMN variable TEXT`,
  ],
};

/**
 * One step of the database's shape. `version` is the number that its file begins with, and steps are taken in that order;
 * each database knows which it took, so that a step that arrives later than its successor is still taken. A step that has
 * shipped is never edited, and none relies on one with a higher number.
 */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

/** One step of the database's shape. `version` counts from 1 without gaps; a step that has shipped is never edited. */
export interface Migration {
  readonly version: number;
  readonly statements: readonly string[];
}

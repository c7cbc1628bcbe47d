import { findLayout } from './form-versions.ts';
import type { TaskKind } from './schema.ts';
import type { Connection } from './store.ts';

/** How a person answers for each variable of a form version. */
export type TaskKinds = ReadonlyMap<string, TaskKind>;

/** @throws Error where the form version is not stored: copies refer to it, so that is a defect. */
export const taskKindsOf = (connection: Connection, form: string): TaskKinds => {
  const layout = findLayout(connection, form);
  if (layout === null) throw new Error(`Expected form version ${form} to be stored.`);
  return new Map(layout.pages.flatMap(({ fields }) => fields.map(({ variable, kind }) => [variable, kind])));
};

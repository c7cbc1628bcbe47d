import type { Migration } from './migration.ts';

/** Forms that were printed elsewhere: nobody printed their copies here, so a copy begins when its scan comes in. */
export const adoptedForms: Migration = {
  version: 3,
  statements: [
    // A form version that is here is an adopted one; its questionnaire_json is null. One that is retired stays for what was
    // read with it, and no new scan is read with it.
    `CREATE TABLE adopted_form (
       form TEXT PRIMARY KEY REFERENCES form_version(form),
       retired_at TEXT
     ) STRICT, WITHOUT ROWID`,
    // print_run_id: null for a copy of an adopted form. SQLite cannot take NOT NULL off a column.
    `CREATE TABLE copy_of_any_form (
       code TEXT PRIMARY KEY,
       print_run_id INTEGER REFERENCES print_run(id),
       form TEXT NOT NULL REFERENCES form_version(form),
       wave_id INTEGER NOT NULL REFERENCES wave(id),
       batch TEXT REFERENCES batch(code)
     ) STRICT, WITHOUT ROWID`,
    `INSERT INTO copy_of_any_form (code, print_run_id, form, wave_id, batch)
       SELECT code, print_run_id, form, wave_id, batch FROM copy`,
    `DROP TABLE copy`,
    `ALTER TABLE copy_of_any_form RENAME TO copy`,
    `CREATE INDEX copy_by_print_run ON copy(print_run_id)`,
    `CREATE INDEX copy_by_wave ON copy(wave_id)`,
  ],
};

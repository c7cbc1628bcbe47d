import type { Migration } from './migration.ts';

/** An accepted reading of the machine that was drawn from: those of before this step never were. */
const isDrawnFrom = (row: 'OLD' | 'NEW'): string =>
  `${row}.review = 0 AND ${row}.mark IS NOT NULL AND ${row}.copy IS NOT NULL`;

const addReading = `
  INSERT INTO quality_population (survey, wave_id, subject, variable, style, seen, standing)
    SELECT w.survey, w.id, 'machine', NEW.variable, NEW.mark, 1, 1
    FROM copy c JOIN wave w ON w.id = c.wave_id WHERE c.code = NEW.copy
    ON CONFLICT DO UPDATE SET seen = seen + 1, standing = standing + 1;`;

/** What a decision counts for; answers in words are not read again. A decision that a check made has ':' in its key. */
const strataOfDecision = (by: string): string => `
  UPDATE quality_population SET standing = max(0, standing ${by}) WHERE subject = 'person'
    AND (survey, wave_id, variable, style) = (
      SELECT t.survey, t.wave_id, t.variable, COALESCE(r.mark, 'other')
      FROM review_task t JOIN reading r ON r.id = t.reading_id WHERE t.id = NEW.task_id AND t.kind <> 'text');`;

const countOpen = (row: 'OLD' | 'NEW', by: 1 | -1): string => `
  INSERT INTO quality_open (survey, wave_id, state, first, second, assigned, checks)
    SELECT ${row}.survey, ${row}.wave_id, ${row}.state, COALESCE(${row}.first, ''), COALESCE(${row}.second, ''),
      COALESCE(${row}.assigned, ''), ${by}
    WHERE ${row}.state IN ('waiting', 'disputed')
    ON CONFLICT DO UPDATE SET checks = checks + ${by};`;

/**
 * A share of what stands is read again by somebody else who does not know it. Checks go with the sheets that they are of, without
 * a reference that would hold these back, and leave counts behind.
 */
export const quality: Migration = {
  version: 7,
  statements: [
    // How the field was marked, by the words of src/domain/seen-mark.ts; null for readings made before this was kept.
    `ALTER TABLE reading ADD COLUMN mark TEXT`,
    // What luck is made from: nobody outside the database can tell who or what will be drawn.
    `INSERT INTO property (name, value) VALUES ('quality-key', lower(hex(randomblob(32))))`,
    // share: of accepted readings and of decisions that are read again. A survey that is not here has the usual one.
    `CREATE TABLE quality_setting (
       survey TEXT PRIMARY KEY,
       share REAL NOT NULL CHECK (share BETWEEN 0 AND 1)
     ) STRICT, WITHOUT ROWID`,
    // What was drawn from, by subject, variable and style. seen: how many ever came by, which says how likely the next one is
    // drawn. standing: how many of them stand now.
    `CREATE TABLE quality_population (
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL,
       subject TEXT NOT NULL CHECK (subject IN ('machine', 'person')),
       variable TEXT NOT NULL,
       style TEXT NOT NULL,
       seen INTEGER NOT NULL,
       standing INTEGER NOT NULL,
       PRIMARY KEY (survey, wave_id, subject, variable, style)
     ) STRICT, WITHOUT ROWID`,
    // subject: a reading of the machine, a decision of a person, or a field whose answer is known, for one reviewer.
    // chance: how likely it was drawn. first: who decided (null for the machine); second and third: who read it again.
    // waiting -> settled, or -> disputed -> settled; void: what it checked does not stand any more. verdict: of the first answer.
    // first_said to third_said: answers in the words of src/store/quality-answers.ts. known: three agree, so it may be asked as
    // a known answer.
    `CREATE TABLE quality_check (
       id INTEGER PRIMARY KEY,
       subject TEXT NOT NULL CHECK (subject IN ('machine', 'person', 'known')),
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL,
       variable TEXT NOT NULL,
       kind TEXT NOT NULL CHECK (kind IN ('choice', 'digits', 'text')),
       style TEXT NOT NULL,
       task_id INTEGER NOT NULL,
       reading_id INTEGER NOT NULL,
       decision_id INTEGER,
       chance REAL NOT NULL CHECK (chance > 0 AND chance <= 1),
       state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'disputed', 'settled', 'void')),
       first TEXT,
       second TEXT,
       third TEXT,
       assigned TEXT,
       first_said TEXT NOT NULL,
       second_said TEXT,
       third_said TEXT,
       verdict TEXT CHECK (verdict IN ('right', 'wrong')),
       known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
       corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
       turn REAL NOT NULL,
       lease_owner TEXT,
       lease_until TEXT,
       created_at TEXT NOT NULL,
       settled_at TEXT
     ) STRICT`,
    // turn: a random number, so that those that were read again so far are a sample of all.
    `CREATE INDEX quality_check_open ON quality_check(
       survey, wave_id, state, COALESCE(first, ''), COALESCE(second, ''), COALESCE(assigned, ''), turn, id)
       WHERE state IN ('waiting', 'disputed')`,
    `CREATE INDEX quality_check_by_lease ON quality_check(lease_owner) WHERE lease_owner IS NOT NULL`,
    `CREATE INDEX quality_check_by_reading ON quality_check(reading_id)`,
    `CREATE INDEX quality_check_by_task ON quality_check(task_id)`,
    `CREATE INDEX quality_check_by_decision ON quality_check(decision_id) WHERE decision_id IS NOT NULL`,
    `CREATE INDEX quality_check_known ON quality_check(survey, turn) WHERE known = 1`,
    `CREATE INDEX quality_check_figures ON quality_check(survey, wave_id, subject, variable, style)`,
    // client_key makes a reading sent twice count once. A reading undone stays on record. Words are not kept.
    `CREATE TABLE quality_reading (
       id INTEGER PRIMARY KEY,
       check_id INTEGER NOT NULL REFERENCES quality_check(id),
       task_id INTEGER NOT NULL,
       place TEXT NOT NULL CHECK (place IN ('second', 'third')),
       reviewer TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('answered', 'blank', 'multiple', 'unreadable')),
       value_json TEXT NOT NULL,
       client_key TEXT NOT NULL UNIQUE,
       decided_at TEXT NOT NULL,
       undone_at TEXT
     ) STRICT`,
    `CREATE UNIQUE INDEX quality_reading_in_force ON quality_reading(check_id, place) WHERE undone_at IS NULL`,
    `CREATE INDEX quality_reading_by_reviewer ON quality_reading(reviewer, id) WHERE undone_at IS NULL`,
    // How many checks are open, by who may not take them; kept by triggers, since it is asked at every decision.
    `CREATE TABLE quality_open (
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL,
       state TEXT NOT NULL,
       first TEXT NOT NULL,
       second TEXT NOT NULL,
       assigned TEXT NOT NULL,
       checks INTEGER NOT NULL,
       PRIMARY KEY (survey, wave_id, state, first, second, assigned)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER quality_check_added AFTER INSERT ON quality_check BEGIN ${countOpen('NEW', 1)} END`,
    `CREATE TRIGGER quality_check_changed AFTER UPDATE OF state, first, second, assigned ON quality_check BEGIN
       ${countOpen('OLD', -1)} ${countOpen('NEW', 1)} END`,
    `CREATE TRIGGER quality_check_removed AFTER DELETE ON quality_check BEGIN ${countOpen('OLD', -1)} END`,
    // Beside 'open' and 'done' of review_count: to a reviewer a check is a task like any other.
    `CREATE TRIGGER quality_reading_added AFTER INSERT ON quality_reading BEGIN
       INSERT INTO review_count (survey, state, tasks) SELECT survey, 'checked', 1 FROM quality_check WHERE id = NEW.check_id
         ON CONFLICT (survey, state) DO UPDATE SET tasks = tasks + 1;
     END`,
    `CREATE TRIGGER quality_reading_undone AFTER UPDATE OF undone_at ON quality_reading
       WHEN OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL BEGIN
       UPDATE review_count SET tasks = tasks - 1
         WHERE state = 'checked' AND survey = (SELECT survey FROM quality_check WHERE id = NEW.check_id);
     END`,
    `CREATE TRIGGER quality_reading_drawn_from AFTER INSERT ON reading WHEN ${isDrawnFrom('NEW')} BEGIN ${addReading} END`,
    `CREATE TRIGGER quality_reading_moved AFTER UPDATE OF review, mark, copy ON reading
       WHEN OLD.review <> NEW.review OR OLD.mark IS NOT NEW.mark OR OLD.copy IS NOT NEW.copy BEGIN
       UPDATE quality_population SET standing = max(0, standing - 1)
         WHERE ${isDrawnFrom('OLD')} AND subject = 'machine' AND variable = OLD.variable AND style = OLD.mark
           AND (survey, wave_id) = (SELECT w.survey, w.id FROM copy c JOIN wave w ON w.id = c.wave_id WHERE c.code = OLD.copy);
       INSERT INTO quality_population (survey, wave_id, subject, variable, style, seen, standing)
         SELECT w.survey, w.id, 'machine', NEW.variable, NEW.mark, 1, 1
         FROM copy c JOIN wave w ON w.id = c.wave_id WHERE c.code = NEW.copy AND ${isDrawnFrom('NEW')}
         ON CONFLICT DO UPDATE SET seen = seen + 1, standing = standing + 1;
     END`,
    // Its value is another one, or went to a person: what was checked does not stand any more.
    `CREATE TRIGGER quality_reading_replaced AFTER UPDATE OF review, state, value_json ON reading
       WHEN OLD.review = 0 AND (NEW.review = 1 OR OLD.state <> NEW.state OR OLD.value_json <> NEW.value_json) BEGIN
       UPDATE quality_check SET state = 'void', lease_owner = NULL, lease_until = NULL
         WHERE reading_id = NEW.id AND subject = 'machine' AND corrected = 0;
     END`,
    `CREATE TRIGGER quality_decision_drawn_from AFTER INSERT ON decision WHEN instr(NEW.client_key, ':') = 0 BEGIN
       INSERT INTO quality_population (survey, wave_id, subject, variable, style, seen, standing)
         SELECT t.survey, t.wave_id, 'person', t.variable, COALESCE(r.mark, 'other'), 1, 1
         FROM review_task t JOIN reading r ON r.id = t.reading_id WHERE t.id = NEW.task_id AND t.kind <> 'text'
         ON CONFLICT DO UPDATE SET seen = seen + 1, standing = standing + 1;
     END`,
    // A check that found it wrong takes it back too; then it stays among what was checked.
    `CREATE TRIGGER quality_decision_undone AFTER UPDATE OF undone_at ON decision
       WHEN OLD.undone_at IS NULL AND NEW.undone_at IS NOT NULL AND instr(NEW.client_key, ':') = 0
         AND NOT EXISTS (SELECT 1 FROM quality_check WHERE decision_id = NEW.id AND corrected = 1) BEGIN
       ${strataOfDecision('- 1')}
       UPDATE quality_check SET state = 'void', lease_owner = NULL, lease_until = NULL WHERE decision_id = NEW.id;
     END`,
    // What was published stays, so that nothing more is asked of it.
    `CREATE TRIGGER quality_wave_closed AFTER UPDATE OF state ON wave WHEN NEW.state = 'closed' AND OLD.state = 'open' BEGIN
       UPDATE quality_check SET state = 'void', lease_owner = NULL, lease_until = NULL
         WHERE wave_id = NEW.id AND state = 'waiting';
     END`,
    // What is left of checks when their sheets are erased: how many came out how, with no number, no time and no digits.
    `CREATE TABLE quality_kept (
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL,
       subject TEXT NOT NULL,
       variable TEXT NOT NULL,
       style TEXT NOT NULL,
       reviewer TEXT NOT NULL,
       outcome TEXT NOT NULL CHECK (outcome IN ('right', 'wrong', 'disputed')),
       chance REAL NOT NULL,
       fields INTEGER NOT NULL,
       PRIMARY KEY (survey, wave_id, subject, variable, style, reviewer, outcome, chance)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE quality_kept_pair (
       survey TEXT NOT NULL,
       wave_id INTEGER NOT NULL,
       variable TEXT NOT NULL,
       first_said TEXT NOT NULL,
       second_said TEXT NOT NULL,
       chance REAL NOT NULL,
       fields INTEGER NOT NULL,
       PRIMARY KEY (survey, wave_id, variable, first_said, second_said, chance)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER quality_check_erased BEFORE DELETE ON quality_check WHEN OLD.state IN ('settled', 'disputed') BEGIN
       INSERT INTO quality_kept (survey, wave_id, subject, variable, style, reviewer, outcome, chance, fields)
         VALUES (OLD.survey, OLD.wave_id, OLD.subject, OLD.variable, OLD.style,
           COALESCE(CASE OLD.subject WHEN 'known' THEN OLD.second ELSE OLD.first END, ''),
           COALESCE(OLD.verdict, 'disputed'), OLD.chance, 1)
         ON CONFLICT DO UPDATE SET fields = fields + 1;
       INSERT INTO quality_kept_pair (survey, wave_id, variable, first_said, second_said, chance, fields)
         SELECT OLD.survey, OLD.wave_id, OLD.variable, OLD.first_said, OLD.second_said, OLD.chance, 1
         WHERE OLD.subject = 'person' AND OLD.kind = 'choice'
         ON CONFLICT DO UPDATE SET fields = fields + 1;
     END`,
    `CREATE TRIGGER quality_reading_erased AFTER DELETE ON quality_reading WHEN OLD.undone_at IS NULL BEGIN
       UPDATE review_count SET tasks = tasks - 1
         WHERE state = 'checked' AND survey = (SELECT survey FROM quality_check WHERE id = OLD.check_id);
     END`,
    `CREATE TRIGGER quality_sheet_erased AFTER DELETE ON reading BEGIN
       DELETE FROM quality_reading WHERE check_id IN (SELECT id FROM quality_check WHERE reading_id = OLD.id);
       DELETE FROM quality_check WHERE reading_id = OLD.id;
     END`,
    // All that came out, of sheets that are here and of those that are not.
    `CREATE VIEW quality_outcome AS
       SELECT survey, wave_id, subject, variable, style,
         COALESCE(CASE subject WHEN 'known' THEN second ELSE first END, '') AS reviewer,
         COALESCE(verdict, 'disputed') AS outcome, chance, 1 AS fields
       FROM quality_check WHERE state IN ('settled', 'disputed')
       UNION ALL SELECT survey, wave_id, subject, variable, style, reviewer, outcome, chance, fields FROM quality_kept`,
    `CREATE VIEW quality_pair AS
       SELECT survey, wave_id, variable, first_said, second_said, chance, 1 AS fields
       FROM quality_check WHERE subject = 'person' AND state IN ('settled', 'disputed')
       UNION ALL SELECT survey, wave_id, variable, first_said, second_said, chance, fields FROM quality_kept_pair`,
  ],
};

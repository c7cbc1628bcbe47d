/** The tables of checks as Kysely sees them; what each column means stands in migration 0007. */
import type { Generated } from 'kysely';

export interface QualitySettingTable {
  survey: string;
  share: number;
}

export interface QualityPopulationTable {
  survey: string;
  wave_id: number;
  subject: 'machine' | 'person';
  variable: string;
  style: string;
  seen: number;
  standing: number;
}

export interface QualityCheckTable {
  id: Generated<number>;
  subject: 'machine' | 'person' | 'known';
  survey: string;
  wave_id: number;
  variable: string;
  kind: 'choice' | 'digits' | 'text';
  style: string;
  task_id: number;
  reading_id: number;
  decision_id: number | null;
  chance: number;
  state: Generated<'waiting' | 'disputed' | 'settled' | 'void'>;
  first: string | null;
  second: string | null;
  third: string | null;
  assigned: string | null;
  first_said: string;
  second_said: string | null;
  third_said: string | null;
  verdict: 'right' | 'wrong' | null;
  known: Generated<0 | 1>;
  corrected: Generated<0 | 1>;
  turn: number;
  lease_owner: string | null;
  lease_until: string | null;
  created_at: string;
  settled_at: string | null;
}

export interface QualityReadingTable {
  id: Generated<number>;
  check_id: number;
  task_id: number;
  place: 'second' | 'third';
  reviewer: string;
  state: 'answered' | 'blank' | 'multiple' | 'unreadable';
  value_json: string;
  client_key: string;
  decided_at: string;
  undone_at: string | null;
}

export interface QualityKeptTable {
  survey: string;
  wave_id: number;
  subject: 'machine' | 'person' | 'known';
  variable: string;
  style: string;
  reviewer: string;
  outcome: 'right' | 'wrong' | 'disputed';
  chance: number;
  fields: number;
}

export interface QualityKeptPairTable {
  survey: string;
  wave_id: number;
  variable: string;
  first_said: string;
  second_said: string;
  chance: number;
  fields: number;
}

export interface QualityTables {
  quality_kept: QualityKeptTable;
  quality_kept_pair: QualityKeptPairTable;
  quality_setting: QualitySettingTable;
  quality_population: QualityPopulationTable;
  quality_check: QualityCheckTable;
  quality_reading: QualityReadingTable;
}

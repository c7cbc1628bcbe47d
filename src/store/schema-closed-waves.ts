/** The tables of closed waves, of keys and of keeping files, as `schema.ts` for the rest. */

export interface ClosedRowTable {
  row_id: string;
  wave_id: number;
  values_json: string;
  weight: number | null;
  cluster: number | null;
  record_key: number | null;
}

export interface ClosedTextTable {
  text_id: string;
  wave_id: number;
  variable: string;
  words: string;
}

export interface WaveFiguresTable {
  wave_id: number;
  figures_json: string;
}

export type ClosingStep = 'rows' | 'key' | 'sheets' | 'compact';

export interface WaveClosingTable {
  wave_id: number;
  step: ClosingStep;
  begun_at: string;
}

export interface ClosedScanTable {
  scan_file_id: number;
  wave_id: number;
}

export interface SheetKeyTable {
  key_id: string;
  survey: string;
  wave_id: number | null;
  made_at: string;
  destroyed_at: string | null;
}

export interface RetentionSettingTable {
  survey: string;
  days: number;
}

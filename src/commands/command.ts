import type { Config } from '../operation/config.ts';
import type { Log } from '../operation/log.ts';

/** One option of a command, as `node:util` parseArgs takes it, with its words for --help. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  /** Shown after the name in --help, such as FILE. */
  readonly value?: string;
  readonly summary: string;
}

export type OptionValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>;

export interface CommandInput {
  readonly operands: readonly string[];
  readonly options: OptionValues;
  readonly config: Config;
  readonly log: Log;
  /** Results go here, a line at a time. */
  readonly print: (line: string) => void;
  /** Everything else that a person should see. */
  readonly tell: (line: string) => void;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  /** As typed: `form check`. */
  readonly name: string;
  /** What follows the name in --help: `FILE...`. */
  readonly operands: string;
  readonly summary: string;
  readonly minOperands: number;
  readonly maxOperands: number;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** The exit status, 0 where nothing is returned; throws PaperlineError. */
  run(input: CommandInput): Promise<number | void>;
}

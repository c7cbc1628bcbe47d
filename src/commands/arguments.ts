import { parseArgs } from 'node:util';
import { PaperlineError } from '../domain/errors.ts';
import type { Command, OptionSpec, OptionValues } from './command.ts';

/** Understood by every command. */
const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  data: { type: 'string', value: 'DIR', summary: 'the data folder (default ./data)' },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    summary: 'silent, error, warn, info or debug (default info)',
  },
  help: { type: 'boolean', short: 'h', summary: 'what this command does and takes' },
};

const optionsOf = (command: Command): Readonly<Record<string, OptionSpec>> => ({
  ...command.options,
  ...COMMON_OPTIONS,
});

const usageError = (command: Command, message: string): PaperlineError =>
  new PaperlineError({
    code: 'usage',
    message,
    remedy: `See "paperline ${command.name} --help".`,
  });

/** The words after the command's name, sorted into operands and options. */
export interface ParsedArguments {
  readonly operands: readonly string[];
  readonly options: OptionValues;
}

/** @throws PaperlineError `usage` */
export const parseArguments = (command: Command, words: readonly string[]): ParsedArguments => {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      strict: true,
      options: Object.fromEntries(
        Object.entries(optionsOf(command)).map(([name, { type, short, multiple }]) => [
          name,
          {
            type,
            ...(short === undefined ? {} : { short }),
            ...(multiple === undefined ? {} : { multiple }),
          },
        ]),
      ),
    });
  } catch (error) {
    throw usageError(
      command,
      `${(error as Error).message.replace(/\. To specify.*$/s, '')}.`.replace('..', '.'),
    );
  }
  const operands = parsed.positionals;
  if (parsed.values['help'] !== true) {
    if (operands.length < command.minOperands) {
      throw usageError(
        command,
        `"paperline ${command.name}" needs ${command.operands}, and nothing was given.`,
      );
    }
    if (operands.length > command.maxOperands) {
      throw usageError(
        command,
        `"paperline ${command.name}" takes ${command.maxOperands === 0 ? 'nothing more' : command.operands}, but ${JSON.stringify(operands[command.maxOperands])} was given too.`,
      );
    }
  }
  return { operands, options: parsed.values };
};

/** The text of `--help` for one command. */
export const describeCommand = (command: Command): string => {
  const rows = Object.entries(optionsOf(command)).map(([name, spec]): [string, string] => [
    `${spec.short === undefined ? '' : `-${spec.short}, `}--${name}${spec.value === undefined ? '' : ` ${spec.value}`}`,
    spec.summary,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `paperline ${command.name}${command.operands === '' ? '' : ` ${command.operands}`}`,
    `  ${command.summary}`,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
  ].join('\n');
};

/** An option that takes one text, or undefined where it is not given. */
export const textOption = (options: OptionValues, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** An option that may be given several times; commas part words too. */
export const textsOption = (options: OptionValues, name: string): string[] => {
  const value = options[name];
  const given = Array.isArray(value) ? value : [value];
  return given
    .filter((each): each is string => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '');
};

/**
 * An option that takes a whole number.
 * @throws PaperlineError `usage` where it is not one between `min` and `max`
 */
export const wholeNumberOption = (
  options: OptionValues,
  name: string,
  { min, max, otherwise }: { readonly min: number; readonly max: number; readonly otherwise: number },
): number => {
  const text = textOption(options, name);
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || number < min || number > max) {
    throw new PaperlineError({
      code: 'usage',
      message: `Expected a whole number from ${min} to ${max} for --${name} but received ${JSON.stringify(text)}.`,
      remedy: `Write for example --${name} ${otherwise}.`,
    });
  }
  return number;
};

/**
 * An option that must be given.
 * @throws PaperlineError `usage`
 */
export const requiredOption = (options: OptionValues, name: string, example: string): string => {
  const value = textOption(options, name);
  if (value !== undefined && value !== '') return value;
  throw new PaperlineError({
    code: 'usage',
    message: `--${name} is missing.`,
    remedy: `Write for example --${name} ${example}.`,
  });
};

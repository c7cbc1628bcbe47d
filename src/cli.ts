import { COMMANDS } from './commands/catalogue.ts';
import { describeCommand, parseArguments } from './commands/arguments.ts';
import type { Command, OptionValues } from './commands/command.ts';
import { isPaperlineError, PaperlineError } from './domain/errors.ts';
import { configSchema, readConfig } from './operation/config.ts';
import { openLog } from './operation/log.ts';
import { actAs, commandLineActor } from './store/audit-actor.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The command that the first words name, and the words after its name. */
const findCommand = async (
  words: readonly string[],
): Promise<{ readonly command: Command; readonly rest: readonly string[] } | null> => {
  for (const length of [2, 1]) {
    const load = COMMANDS[words.slice(0, length).join(' ')];
    if (load !== undefined && words.length >= length)
      return { command: await load(), rest: words.slice(length) };
  }
  return null;
};

const describeAll = async (): Promise<string> => {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'paperline COMMAND [OPTIONS]',
    '  Paper passenger surveys, from a questionnaire file to anonymous rows, on your own machine.',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'More about one: paperline COMMAND --help',
  ].join('\n');
};

/** Options whose name is a setting's name (`--settle-ms` is `settleMs`) go over the environment and the file. */
const settingsAmong = (options: OptionValues): Record<string, unknown> => {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    const key = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (key in configSchema.shape && value !== undefined) settings[key] = value;
  }
  return settings;
};

/** What the system refused, where nobody nearer the call could say it better. */
const SYSTEM_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'Give this user the right to read or write there, or name another place.',
  EPERM: 'Give this user the right to read or write there, or name another place.',
  EISDIR: 'Name a file instead of a folder.',
  ENOTDIR: 'Name a folder instead of a file.',
  ENOENT: 'Check the name.',
  EROFS: 'Name a place that can be written to.',
  ENOSPC: 'Make room on the disk.',
};

const remedyOfSystem = (error: unknown): string | undefined =>
  error instanceof Error ? SYSTEM_FAULTS[(error as NodeJS.ErrnoException).code ?? ''] : undefined;

const runCommand = async (words: readonly string[]): Promise<number> => {
  if (words.length === 0 || words[0] === '--help' || words[0] === '-h' || words[0] === 'help') {
    (words.length === 0 ? tell : print)(await describeAll());
    return words.length === 0 ? 2 : 0;
  }
  if (words[0] === '--version') {
    const { default: description } = await import('../package.json', { with: { type: 'json' } });
    print(description.version);
    return 0;
  }
  // The first word of several commands: `form --help`.
  if (words[1] === '--help' && Object.keys(COMMANDS).some((name) => name.startsWith(`${words[0]} `))) {
    print(await describeAll());
    return 0;
  }
  const found = await findCommand(words);
  if (found === null) {
    throw new PaperlineError({
      code: 'usage',
      message: `There is no command ${JSON.stringify(words.slice(0, 2).join(' '))}.`,
      remedy: 'See "paperline --help".',
    });
  }
  const { command, rest } = found;
  const { operands, options } = parseArguments(command, rest);
  if (options['help'] === true) {
    print(describeCommand(command));
    return 0;
  }
  const config = readConfig({ flags: settingsAmong(options) });
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const log = openLog(config);
  const input = { operands, options, config, log, print, tell, signal: ended.signal };
  const status = await actAs(commandLineActor(), () => command.run(input));
  return status ?? 0;
};

// A reader of our output that goes away (`| head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  if (isPaperlineError(error)) {
    tell(`paperline: ${error.message} ${error.remedy}`);
    process.exitCode = error.exitStatus;
  } else if (remedyOfSystem(error) !== undefined) {
    tell(`paperline: ${(error as Error).message}. ${remedyOfSystem(error)}`);
    process.exitCode = 1;
  } else {
    tell(
      `paperline: a defect in Paperline: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exitCode = 1;
  }
}

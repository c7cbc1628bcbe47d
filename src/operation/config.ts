import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { PaperlineError } from '../domain/errors.ts';

/**
 * All settings, read once at start: a command-line flag goes over the environment, which goes over `paperline.yaml` in
 * the data folder. This is the only file that reads the environment.
 */
export const configSchema = z.strictObject({
  /** Data folder. */
  data: z.string().min(1).default('./data'),
  /** An inbox elsewhere, such as a network share. */
  inbox: z.string().min(1).optional(),
  port: z.coerce.number().int().min(0).max(65535).default(4310),
  /**
   * The https address that a proxy on this machine gives Paperline, such as https://paperline.example.org: links name it,
   * cookies are kept to https there, and the addresses that the proxy tells of are believed.
   */
  url: z.url({ protocol: /^https$/u, normalize: true }).optional(),
  /** The issuer of the organisation's own sign-in (OpenID Connect); off unless it is named, with the two below. */
  oidcIssuer: z.url().optional(),
  oidcClientId: z.string().min(1).optional(),
  oidcClientSecret: z.string().min(1).optional(),
  /** What the button says: "Sign in with ..."; the issuer's host where left out. */
  oidcName: z.string().min(1).max(40).optional(),
  /** Worker threads that read pages; 0 is one a core. */
  readers: z.coerce.number().int().min(0).max(64).default(0),
  /** Look at the inbox every so often instead of waiting for the system to tell: needed on network shares. */
  poll: z.stringbool().or(z.boolean()).default(false),
  /** A scan counts as complete when it has not grown for this long. */
  settleMs: z.coerce.number().int().min(100).max(600_000).default(1500),
  /** The share of fields that may be accepted although wrong; review load follows from it. */
  targetErrorRate: z.coerce.number().gt(0).lt(0.1).default(1e-4),
  /** How long a reviewer keeps a task without a sign of life. */
  leaseMs: z.coerce.number().int().min(10_000).max(3_600_000).default(120_000),
  /**
   * What counts are perturbed with where tables are published: `10-5`, the path of a CSV file (pcv, ckey, pvalue), or `off`,
   * as it is where nothing is said.
   */
  perturbation: z.string().min(1).optional(),
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});
export type Config = z.infer<typeof configSchema>;
type ConfigKey = keyof Config;

const KEYS = Object.keys(configSchema.shape) as ConfigKey[];
const environmentName = (key: ConfigKey): string =>
  `PAPERLINE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** What differs from the environment of the process; tests hand in their own. */
export interface ConfigSources {
  readonly flags?: Partial<Record<ConfigKey, unknown>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const readConfigFile = (file: string): Record<string, unknown> => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new PaperlineError({
      code: 'configuration-invalid',
      message: `${file} cannot be read (${(error as Error).message}).`,
      remedy: 'Give this user the right to read it, or move it away.',
      cause: error,
    });
  }
  try {
    const content: unknown = parseYaml(text) ?? {};
    if (typeof content !== 'object' || Array.isArray(content))
      throw new Error('it is not a list of settings');
    return content as Record<string, unknown>;
  } catch (error) {
    throw new PaperlineError({
      code: 'configuration-invalid',
      message: `${file} is not understood: ${(error as Error).message}.`,
      remedy: 'Write one setting a line, such as "port: 4310".',
      cause: error,
    });
  }
};

/**
 * @throws PaperlineError `configuration-invalid`, with all that is wrong at once and where each setting came from
 */
export const readConfig = ({ flags = {}, environment = process.env }: ConfigSources = {}): Config => {
  const data =
    typeof flags.data === 'string' ? flags.data : (environment[environmentName('data')] ?? './data');
  const file = path.join(data, 'paperline.yaml');
  const fromFile = readConfigFile(file);
  const merged: Record<string, unknown> = { ...fromFile };
  const origin = new Map<string, string>(Object.keys(fromFile).map((key) => [key, file]));
  for (const key of KEYS) {
    const name = environmentName(key);
    if (environment[name] !== undefined) {
      merged[key] = environment[name];
      origin.set(key, `environment variable ${name}`);
    }
    if (flags[key] !== undefined) {
      merged[key] = flags[key];
      origin.set(key, `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    }
  }
  const result = configSchema.safeParse(merged);
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${key} (${origin.get(key) ?? file}): there is no such setting`)
      : [`${issue.path.join('.')} (${origin.get(String(issue.path[0])) ?? 'default'}): ${issue.message}`],
  );
  throw new PaperlineError({
    code: 'configuration-invalid',
    message: `${faults.length} setting${faults.length === 1 ? ' is' : 's are'} wrong: ${faults.join('; ')}.`,
    remedy: `The settings are ${KEYS.join(', ')}.`,
  });
};

#!/usr/bin/env node
// The one door to Paperline: plain JavaScript that any Node from 20 on can run. It installs what the lockfile names where
// that is not done yet, finds the Node that the lockfile pins, builds the screens where they are older than their source,
// and hands over. Everything behind it may rely on Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const INSTALLER_MAJOR = 20;
const PROGRAM_MAJOR = 24;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => path.join(root, ...parts);
const majorOf = (version) => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);

const tell = (line) => process.stderr.write(`${line}\n`);
const stop = (message, remedy) => {
  tell(`paperline: ${message} ${remedy}`);
  process.exit(1);
};

/** True where what is installed is what the lockfile names (packages for other machines aside). */
const isInstalled = () => {
  const installed = at('node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([where, entry]) => where === '' || entry.optional === true || present[where]?.version === entry.version,
  );
};

const install = () => {
  tell('paperline: installing what package-lock.json names; this happens once and takes a minute.');
  const npm = process.env.npm_execpath;
  const ran =
    npm !== undefined && npm.endsWith('npm-cli.js')
      ? spawnSync(process.execPath, [npm, 'ci', '--ignore-scripts', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
        })
      : spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        });
  if (ran.status !== 0) {
    stop(
      'the installation did not succeed; what npm said stands above.',
      'Check the network and the room on the disk, then run the same command again.',
    );
  }
};

/** The Node that runs Paperline: the pinned one, or the running one where the lockfile pins none for this machine. */
const findNode = () => {
  const pinned = at('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const direct = at(
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  for (const candidate of [direct, pinned]) if (existsSync(candidate)) return candidate;
  if (majorOf(process.version) >= PROGRAM_MAJOR) return process.execPath;
  return stop(
    `Paperline needs Node ${PROGRAM_MAJOR}; this is ${process.version}, and there is no pinned Node for ${process.platform} on ${process.arch}.`,
    `Install Node ${PROGRAM_MAJOR} or newer and run the same command again.`,
  );
};

const filesBelow = (directory) =>
  readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();

/** The screens are built once for each state of their source. */
const buildScreens = (node) => {
  const hash = createHash('sha256');
  for (const file of [
    ...filesBelow(at('src', 'web')),
    ...filesBelow(at('src', 'domain')),
    at('package-lock.json'),
  ]) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  const stamp = hash.digest('hex');
  const stampFile = at('dist', 'web.sha256');
  if (
    existsSync(at('dist', 'web', 'index.html')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  )
    return;
  const built = spawnSync(
    node,
    [
      at('node_modules', 'vite', 'bin', 'vite.js'),
      'build',
      '--config',
      at('src', 'web', 'vite.config.ts'),
      '--logLevel',
      'warn',
    ],
    { cwd: root, stdio: ['ignore', 2, 2] },
  );
  if (built.status !== 0)
    stop(
      'the screens could not be built; what the builder said stands above.',
      'Undo the change in src/web, or report it.',
    );
  mkdirSync(at('dist'), { recursive: true });
  writeFileSync(stampFile, stamp);
};

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What Debian packages the tests use, and a file by which each is known to be there. */
const TEST_TOOLS = [
  {
    use: 'the screen tests',
    packages: ['chromium', 'fonts-dejavu-core'],
    isHere: () => BROWSERS.some((file) => existsSync(file)),
  },
  {
    use: 'reading exports back',
    packages: ['pspp', 'readstat', 'python3-openpyxl', 'libxml2-utils'],
    isHere: () =>
      [
        '/usr/bin/pspp',
        '/usr/bin/readstat',
        '/usr/bin/xmllint',
        '/usr/lib/python3/dist-packages/openpyxl',
      ].every((file) => existsSync(file)),
  },
];

/** Where a tool of the tests is absent and may be installed, it is. */
const installTestTools = () => {
  const absent = TEST_TOOLS.filter(({ isHere }) => !isHere());
  if (absent.length === 0 || !existsSync('/usr/bin/apt-get')) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', ...args];
    return spawnSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  apt('update', '-q');
  for (const { use, packages } of absent) {
    tell(`paperline: installing ${packages.join(', ')} for ${use}.`);
    if (apt('install', '-y', '-q', '--no-install-recommends', ...packages).status !== 0) {
      tell(`paperline: they could not be installed; ${use} will be skipped, and the summary says so.`);
    }
  }
};

/** Settings of glibc's memory, which it reads when a process starts; one that is set already stays. */
const MEMORY_SETTINGS = Object.fromEntries(
  Object.entries({
    // glibc keeps memory of its own for every thread; with reading threads that is 110 MB of an ingest.
    MALLOC_ARENA_MAX: '1',
    // The pixels of a page come from the system and go back to it at once. Left to itself, glibc learns from the first one to keep
    // them among all else, and what is small and lives longer holds them there: 40 MB of an ingest.
    MALLOC_MMAP_THRESHOLD_: '2000000',
    // What is free at the end of its memory goes back when it is this much: more often would take longer than reading gains.
    MALLOC_TRIM_THRESHOLD_: '8000000',
  }).map(([name, value]) => [name, process.env[name] ?? value]),
);

/** Runs `command` in the project's root and gives its exit status; signals are passed on. */
const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      ...options,
      env: {
        ...process.env,
        PATH: `${path.dirname(command)}${path.delimiter}${process.env.PATH ?? ''}`,
        ...MEMORY_SETTINGS,
        // What is made of the source is kept between starts: every reading thread would make it anew, for half a second of its
        // time and 15 MB of memory. Node looks whether it still fits.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? at('dist', 'compile-cache'),
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    // npm's shell does not pass on the signal that ends npm: who was started by it ends with it.
    if (process.env.npm_lifecycle_event !== undefined) {
      const parent = process.ppid;
      setInterval(() => {
        if (process.ppid !== parent) child.kill('SIGTERM');
      }, 500).unref();
    }
    child.on('error', (error) =>
      stop(
        `${command} cannot be started (${error.message}).`,
        'Remove node_modules and run the same command again.',
      ),
    );
    child.on('exit', (status, signal) => resolve(status ?? (signal === null ? 1 : 128)));
  });

/** The runner's own summary, then one plain line that any program can read. */
const test = async (node, args) => {
  installTestTools();
  buildScreens(node);
  const report = at('dist', 'test-report.json');
  rmSync(report, { force: true });
  const status = await run(
    node,
    [
      at('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--root',
      '.',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: root },
  );
  if (!existsSync(report)) return status === 0 ? 1 : status;
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  process.stdout.write(
    `${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped\n`,
  );
  return status;
};

const check = async (node) => {
  /** @type {[string, string[]][]} */
  const steps = [
    ['type check', [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']],
    ['lint', [at('node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings']],
    [
      'format check',
      [at('node_modules', 'prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    ],
  ];
  let worst = 0;
  for (const [name, args] of steps) {
    const status = await run(node, args, { cwd: root });
    process.stdout.write(`${name}: ${status === 0 ? 'in order' : 'failed'}\n`);
    worst = Math.max(worst, status);
  }
  return worst;
};

const main = async () => {
  if (majorOf(process.version) < INSTALLER_MAJOR) {
    stop(
      `Node ${INSTALLER_MAJOR} or newer is needed to install Paperline; this is ${process.version}.`,
      'Install a newer Node, for example from your system’s package manager.',
    );
  }
  if (!isInstalled()) install();
  const node = findNode();
  const [first, task, ...rest] = process.argv.slice(2);
  if (first === '--task') {
    if (task === 'test') return test(node, rest);
    if (task === 'check') return check(node);
    // The benchmark reads in its own thread, with the heap that reading threads start with (scanner-watch/scan-reader-pool.ts).
    const flags = task === 'bench' ? ['--expose-gc', '--initial-old-space-size=48'] : ['--expose-gc'];
    if (task === 'bench' || task === 'accuracy')
      return run(node, [...flags, at('test', task, `${task}.ts`), ...rest], { cwd: root });
    return stop(`there is no task named ${task}.`, 'The tasks are test, check, bench and accuracy.');
  }
  if (first === 'start' || first === undefined) buildScreens(node);
  return run(node, [at('src', 'cli.ts'), ...process.argv.slice(2)]);
};

process.exitCode = await main();

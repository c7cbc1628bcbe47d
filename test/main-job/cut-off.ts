/**
 * Runs a command where there is no network: in a namespace of its own with the loopback alone (Linux; unshare of
 * util-linux and ip of iproute2). Whatever tries to get out, by Node or by native code, finds no route, and the kernel
 * counts it; a name that is to be looked up counts too, since its server is outside.
 */
import { spawn, spawnSync } from 'node:child_process';

const ENTER = ['--user', '--map-root-user', '--net'];

/** Whether this machine lets a namespace be made. */
export const canCutOff = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('unshare', [...ENTER, 'sh', '-c', 'ip link set lo up']).status === 0;

export interface CutOff {
  readonly status: number | null;
  /** All that it wrote, on both streams. */
  readonly told: string;
  /** Packets and connections that found no way out. */
  readonly triedOutward: number;
}

const COUNTED = 'counters-of-the-namespace';
const SCRIPT = `ip link set lo up && "$@"; status=$?; echo; echo ${COUNTED}; cat /proc/self/net/snmp /proc/self/net/snmp6; exit $status`;

/** The kernel's counts of what was to be sent and had no route: of IPv4 by the column's name, of IPv6 by the line's. */
const outNoRoutes = (counters: string): number => {
  const [names, counts] = counters
    .split('\n')
    .filter((line) => line.startsWith('Ip: '))
    .map((line) => line.split(' '));
  const four = counts?.[names?.indexOf('OutNoRoutes') ?? -1];
  const six = /^Ip6OutNoRoutes\s+(\d+)$/mu.exec(counters)?.[1];
  if (four === undefined || six === undefined) throw new Error('The kernel does not tell what had no route.');
  return Number(four) + Number(six);
};

/** Runs it to its end; `directory` is where it runs. */
export const runCutOff = (command: readonly string[], directory: string): Promise<CutOff> =>
  new Promise((resolve, reject) => {
    const child = spawn('unshare', [...ENTER, 'sh', '-c', SCRIPT, 'sh', ...command], { cwd: directory });
    let told = '';
    const listen = (text: Buffer): void => void (told += text.toString());
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (status) => {
      const at = told.lastIndexOf(COUNTED);
      try {
        resolve({ status, told: told.slice(0, at), triedOutward: outNoRoutes(told.slice(at)) });
      } catch (error) {
        reject(error);
      }
    });
  });

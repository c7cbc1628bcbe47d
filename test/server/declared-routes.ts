import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Site } from './client.ts';

/** A route, and who may call it. */
export interface DeclaredRoute {
  readonly route: string;
  readonly who: 'anyone' | 'signed-in' | readonly string[];
  readonly scope: string | null;
}

/** The table of ARCHITECTURE.md. */
export const declaredRoutes: readonly DeclaredRoute[] = readFileSync(
  path.resolve(import.meta.dirname, '../../ARCHITECTURE.md'),
  'utf8',
)
  .split('\n')
  .filter((line) => /^\| `(?:GET|POST|PUT|DELETE) \//u.test(line))
  .flatMap((line) => {
    const [, routes = '', who = '', scope = ''] = line.split('|').map((cell) => cell.trim());
    const people = who === 'anyone' || who === 'signed-in' ? who : who.split(', ');
    return [...routes.matchAll(/`([^`]+)`/gu)].map(([, route = '']) => ({
      route,
      who: people,
      scope: scope === '' ? null : scope.replaceAll('`', ''),
    }));
  });

/** The routes of the server as Fastify tells them: a tree, each line its part of the path. */
export const routesOf = ({ server }: Site): string[] => {
  const found: string[] = [];
  const bases = new Map<number, string>();
  for (const line of server.app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', tail = '', methods = ''] = /^([^a-z/*:]*)(\S+) \(([A-Z, ]+)\)$/u.exec(line) ?? [];
    if (methods === '') continue;
    const depth = indent.length;
    const url = depth > 8 ? `${bases.get(depth - 4) ?? ''}${tail}` : `/${tail.replace(/^\//u, '')}`;
    bases.set(depth, url);
    for (const method of methods.split(', ')) if (method !== 'HEAD') found.push(`${method} ${url}`);
  }
  return found;
};

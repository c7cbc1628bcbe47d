/** Paperline as it runs in a company: the server in a process of its own, and people who ask it over HTTP. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../commands/cli.ts';

export interface House {
  /** Where it serves, such as http://127.0.0.1:43210. */
  readonly origin: string;
  /** The secret of the link that it prints at its first start. */
  readonly secret: string;
  /** What it has printed so far. */
  told(): string;
  /** Ends it as a service manager does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts Paperline on a free port. */
export const openHouse = async (data: string): Promise<House> => {
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'src/cli.ts'), 'start', '--data', data, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let told = '';
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/enter#\S+/.exec(told);
      if (found !== null) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error(`It ended before it said where it is: ${told}`)));
  });
  const { origin, hash } = new URL(link);
  return {
    origin,
    secret: hash.slice(1),
    told: () => told,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
};

export interface Person {
  get<Reply>(path: string): Promise<Reply>;
  post<Reply>(path: string, body: unknown): Promise<Reply>;
  /** The data of the server-sent events of a path, one by one, until the reader leaves. */
  events<Event>(path: string): AsyncGenerator<Event>;
}

/** Makes the account of a one-time link and is let in with it. */
export const enter = async (house: House, name: string, password: string): Promise<Person> => {
  const headers = { 'content-type': 'application/json', origin: house.origin };
  const accepted = await fetch(`${house.origin}/api/links/accept`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ secret: house.secret, name, password }),
  });
  if (!accepted.ok) throw new Error(await accepted.text());
  const cookie = accepted.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const ask = async (address: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${house.origin}${address}`, { ...init, headers: { ...headers, cookie } });
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
    return response;
  };
  return {
    get: async <Reply>(address: string) => (await (await ask(address, {})).json()) as Reply,
    post: async <Reply>(address: string, body: unknown) =>
      (await (await ask(address, { method: 'POST', body: JSON.stringify(body) })).json()) as Reply,
    async *events<Event>(address: string) {
      const { body } = await ask(address, {});
      if (body === null) throw new Error('There is no stream.');
      let rest = '';
      for await (const text of body.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/mu.exec(block)?.[1];
          if (data !== undefined) yield JSON.parse(data) as Event;
        }
      }
    },
  };
};

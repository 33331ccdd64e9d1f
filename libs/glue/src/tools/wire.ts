// What a command line and the process that runs its tool send each other: a JSON value per line.
import type { Socket } from 'node:net';
import { z } from 'zod';
import { version } from '../build/index.js';

/** The format of the lines. The versions of both ends must be the same, so it is of one version. */
export interface Greeting {
  version: string;
  pid: number;
}

export type FromOwner =
  Greeting | { print: string } | { ask: string } | { exit: number; error?: string | undefined };

export const request = z.object({ tool: z.string(), args: z.array(z.string()) });
export const answer = z.object({ answer: z.string().nullable() });

export function greeting(): Greeting {
  return { version: version(), pid: process.pid };
}

/** Returns whether the other end keeps up. */
export function send(socket: Socket, message: object): boolean {
  return socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls `take` with each line; a line longer than `maxLength` characters ends the connection. */
export function onLines(socket: Socket, maxLength: number, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    if (rest.length > maxLength) socket.destroy();
    for (const line of lines) if (!socket.destroyed) take(line);
  });
}

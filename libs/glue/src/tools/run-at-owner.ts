import { connect, type Socket } from 'node:net';
import { StartError } from '../errors/index.js';
import { findSocket } from './socket-place.js';
import type { Terminal } from './terminal.js';
import type { ToolOutcome } from './tool.js';
import { type FromOwner, greeting, onLines, send } from './wire.js';

const GREETING_MS = 10_000;

/**
 * Runs a tool in the process that has the lock of `path`; `undefined` if none serves its tools.
 *
 * @throws StartError if that process has another version, does not answer, or ends
 */
export async function runAtOwner(
  path: string,
  tool: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<ToolOutcome | undefined> {
  const place = await findSocket(path);
  const socket = place && (await connectTo(place));
  if (!socket) return undefined;
  try {
    return await converse(socket, { tool, args, path }, terminal);
  } finally {
    socket.destroy();
  }
}

function connectTo(place: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(place, () => resolve(socket));
    socket.on('error', () => resolve(undefined)); // later "close" follows
  });
}

interface Conversation {
  path: string;
  tool: string;
  args: readonly string[];
}

function converse(
  socket: Socket,
  { path, ...request }: Conversation,
  terminal: Terminal,
): Promise<ToolOutcome> {
  let owner = 'the process';
  return new Promise((resolve, reject) => {
    const fail = (what: string) =>
      reject(new StartError(`${request.tool}: ${owner} that has ${path} open ${what}`));
    const silent = setTimeout(() => fail('does not answer.'), GREETING_MS).unref();
    const take = async (line: string) => {
      const message = JSON.parse(line) as FromOwner;
      if ('print' in message) return terminal.print(message.print);
      if ('exit' in message) return resolve(message);
      if ('ask' in message) {
        return void send(socket, { answer: (await terminal.ask(message.ask)) ?? null });
      }
      clearTimeout(silent);
      owner = `process ${message.pid}`;
      const { version } = greeting();
      if (message.version === version) send(socket, request);
      else fail(`has version ${message.version}, and this is ${version}. Restart it first.`);
    };
    onLines(socket, Infinity, (line) => void take(line).catch(reject));
    socket.once('close', () => fail('has ended before this was complete. Run it again.'));
  });
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a server may take to close a connection; then the response so far counts. */
const LIMIT_MS = 10_000;

/** The text of a request, which may be invalid. */
export function requestText(
  method: string,
  path: string,
  headers: readonly (readonly [string, string])[] = [],
  body: string | Buffer = '',
): Buffer {
  const length = Buffer.byteLength(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(length > 0 ? [`content-length: ${length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}

/**
 * Sends raw text, and resolves to everything received until the server closes the connection.
 *
 * @param end whether to end the sending side. Node drops a request that it has not answered by
 * then, so only incomplete requests need it; any other has to have `connection: close`.
 */
export async function sendRaw(
  url: string,
  text: string | Uint8Array,
  { end = false } = {},
): Promise<string> {
  const socket = await open(url);
  let answer = '';
  socket.on('data', (part) => (answer += String(part)));
  if (end) socket.end(text);
  else socket.write(text);
  await closed(socket);
  return answer;
}

/**
 * Sends text, waits for the first bytes of the response if there are any, and resets the
 * connection.
 */
export async function sendAndReset(url: string, text: string | Uint8Array): Promise<void> {
  // Node cannot reset a connection that it is ending because the server has: libuv refuses it, the
  // socket stays open, and the process does not exit.
  const socket = await open(url, { allowHalfOpen: true });
  socket.write(text);
  await Promise.race([once(socket, 'readable'), closed(socket), delay(500, undefined)]);
  socket.resetAndDestroy();
  await closed(socket);
}

async function open(url: string, options: { allowHalfOpen?: boolean } = {}): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/[[\]]/g, ''); // around an address of IPv6
  const socket = connect({ host, port: Number(port), ...options });
  await once(socket, 'connect');
  return socket;
}

async function closed(socket: Socket): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), LIMIT_MS);
  socket.on('error', () => undefined);
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  clearTimeout(timer);
}

import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { waitFor } from '../../../../test/support/wait-for.js';
import { serveOneAtATime } from './one-at-a-time.js';

const MOST = 5;
const HEADERS = 20;

let server: Server;
let running: ServerResponse[];
let begun: string[];
/** The requests that had begun when the listeners got the end of a request. */
let begunAtEnd: string[][];
let refused: number;
let sockets: Socket[];
beforeEach(async () => {
  [running, begun, begunAtEnd, sockets, refused] = [[], [], [], [], 0];
  server = createServer((request, response) => {
    expect(request.headers['seen']).toBe('yes');
    begun.push(request.url!);
    running.push(response);
    response.on('close', () => begunAtEnd.push([...begun]));
  });
  server.prependListener('request', (request) => (request.headers['seen'] = 'yes'));
  const limits = { waiting: MOST, waitingHeaders: 4 * HEADERS, headers: HEADERS };
  serveOneAtATime(server, () => refused++, limits);
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket: Socket) => {
    socket.end(`HTTP/1.1 431 ${code}\r\n\r\n`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections(); // a paused client does not notice that the connection was closed
  await new Promise((resolve) => server.close(resolve));
});

/** Sends this many requests, to `/1`, `/2` …, on one connection, without waiting. */
function ask(count: number): Socket {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  for (let i = 1; i <= count; i++) socket.write(`GET /${i} HTTP/1.1\r\nhost: x\r\n\r\n`);
  return socket.on('error', () => undefined);
}

const untilBegun = (count: number) =>
  waitFor(
    () => begun.length === count,
    5_000,
    () => `${count} requests to begin, not ${begun.length}`,
  );

it('begins a request of a connection when the one before is answered', async () => {
  const socket = ask(3);
  let answers = '';
  socket.on('data', (chunk) => (answers += String(chunk)));
  for (let i = 1; i <= 3; i++) {
    await untilBegun(i);
    running.shift()!.end(`answer ${i}`);
  }
  await waitFor(
    () => answers.includes('answer 3'),
    5_000,
    () => `all answers: ${answers}`,
  );
  expect(begun).toEqual(['/1', '/2', '/3']);
});

it('begins the next one after all listeners of the end of the one before', async () => {
  ask(2);
  await untilBegun(1);
  running.shift()!.end('answer');
  await untilBegun(2);
  expect(begunAtEnd).toEqual([['/1']]);
});

it('serves other connections meanwhile', async () => {
  ask(2);
  await untilBegun(1);
  ask(1);
  await untilBegun(2);
  expect(begun).toEqual(['/1', '/1']);
});

it('begins nothing more for a closed connection', async () => {
  const socket = ask(3);
  await untilBegun(1);
  socket.destroy();
  await once(running[0]!, 'close');
  ask(1);
  await untilBegun(2);
  expect(begun).toEqual(['/1', '/1']);
});

it('closes a connection with more waiting requests than the maximum', async () => {
  const socket = ask(MOST + 1);
  await untilBegun(1);
  socket.write('GET /last HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'close');
  expect({ refused, begun }).toEqual({ refused: 1, begun: ['/1'] });
});

it('stops reading a connection while requests wait on it', async () => {
  const socket = ask(1);
  const size = 64 * 1024 * 1024;
  socket.write(`POST /2 HTTP/1.1\r\nhost: x\r\ncontent-length: ${size}\r\n\r\n`);
  await untilBegun(1);
  const served = running[0]!.socket!;
  await waitFor(
    () => served.isPaused(),
    5_000,
    () => 'the connection to be paused',
  );
  socket.write(Buffer.alloc(size));
  for (let i = 2; i <= 20; i++) {
    ask(1);
    await untilBegun(i);
  }
  expect(socket.writableLength).toBeGreaterThan(0);
  expect(served.bytesRead).toBeLessThan(1024 * 1024);
});

it('reads the body of a request that has waited', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET /1 HTTP/1.1\r\nhost: x\r\n\r\n');
  socket.write('POST /2 HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\n');
  await untilBegun(1);
  running.shift()!.end();
  await untilBegun(2);
  const body = once(running[0]!.req, 'data');
  socket.write('body');
  expect(String((await body)[0])).toBe('body');
});

/** Sends a request with this many headers, including host. */
function send(socket: Socket, count: number): Socket {
  const others = Array.from({ length: count - 1 }, (_, i) => `h${i}: x\r\n`).join('');
  socket.write(`GET /many HTTP/1.1\r\nhost: x\r\n${others}\r\n`);
  return socket;
}

it('refuses a request with too many headers, and closes the connection', async () => {
  const socket = send(ask(0), HEADERS + 1);
  let answer = '';
  socket.on('data', (chunk) => (answer += String(chunk)));
  await once(socket, 'close');
  expect({ answer, begun }).toEqual({
    answer: 'HTTP/1.1 431 HPE_HEADER_OVERFLOW\r\n\r\n',
    begun: [],
  });
});

it('accepts the maximum number of headers, and closes a connection whose requests have more', async () => {
  const socket = send(ask(0), HEADERS);
  await untilBegun(1);
  for (let i = 0; i < 4; i++) send(socket, HEADERS);
  ask(1);
  await untilBegun(2);
  expect(refused).toBe(0);
  expect(socket.closed).toBe(false);
  const crowded = send(ask(0), HEADERS);
  await untilBegun(3);
  for (let i = 0; i < 5; i++) send(crowded, HEADERS);
  await once(crowded, 'close');
  expect(refused).toBe(1);
});

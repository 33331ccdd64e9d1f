import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { waitFor } from '../../../../test/support/wait-for.js';
import { serveOneAtATime } from './one-at-a-time.js';

const MOST = 5;

let server: Server;
let running: ServerResponse[];
let begun: string[];
/** What had begun when those that listen heard of the end of a request. */
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
  serveOneAtATime(server, () => refused++, MOST);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends so many requests, to `/1`, `/2` …, on one connection, without waiting. */
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

it('begins the next one when all that listen to the end of the one before have heard of it', async () => {
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

it('begins nothing more for a connection that is closed', async () => {
  const socket = ask(3);
  await untilBegun(1);
  socket.destroy();
  await once(running[0]!, 'close');
  ask(1);
  await untilBegun(2);
  expect(begun).toEqual(['/1', '/1']);
});

it('closes a connection on which more than so many wait', async () => {
  const socket = ask(MOST + 1);
  await untilBegun(1);
  socket.write('GET /last HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'close');
  expect({ refused, begun }).toEqual({ refused: 1, begun: ['/1'] });
});

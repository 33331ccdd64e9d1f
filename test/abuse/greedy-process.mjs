// Sends requests again and again, and discards the responses: a separate process, because it must
// not delay the measuring one. It has the lowest priority, because it would be on another machine: it
// takes the CPU time that the servers and the measuring process leave.
// The first line on its standard input is JSON: { host, port, localAddress, connections, pipelined,
// goes, requests }, where requests are complete requests as text, which it sends in turn. "on" opens
// its connections, and it prints its results after the first response or disconnect; "off" closes
// them, and it prints its results again.
// If it "goes", it closes or resets each connection right after sending, and opens another one.
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';

const STATUS = /HTTP\/1\.1 (\d{3}) /g;
/** The part of a status line that may be cut at the end of a chunk. */
const STATUS_LENGTH = 'HTTP/1.1 200'.length;

setPriority(constants.priority.PRIORITY_LOW);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { requests, connections, pipelined, goes, ...address } = JSON.parse(
  (await lines.next()).value,
);
const sockets = new Set();
const statuses = {};
let bytes = 0;
let turn = 0;
let isOn = false;
/** Called after the first response, or the first disconnect, since it was switched on. */
let begun;

const next = (count) => {
  let text = '';
  for (let i = 0; i < count; i++) text += requests[turn++ % requests.length];
  return text;
};

function open() {
  const socket = connect({ ...address, noDelay: true });
  sockets.add(socket);
  let unread = '';
  socket.on('connect', () => {
    socket.write(next(pipelined), () => {
      if (!goes || socket.destroyed) return;
      if (turn & 2) socket.resetAndDestroy();
      else socket.destroy();
    });
  });
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    unread += chunk.toString('latin1');
    const answers = [...unread.matchAll(STATUS)];
    for (const [, status] of answers) statuses[status] = (statuses[status] ?? 0) + 1;
    unread = unread.slice(answers.length && answers.at(-1).index + 1).slice(-STATUS_LENGTH);
    if (answers.length === 0) return;
    begun();
    socket.write(next(answers.length));
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    sockets.delete(socket);
    if (!isOn) return;
    begun();
    open();
  });
}

for await (const line of lines) {
  isOn = line === 'on';
  if (isOn) {
    const first = new Promise((resolve) => (begun = resolve));
    for (let i = 0; i < connections; i++) open();
    await first;
  } else {
    for (const socket of sockets) socket.destroy();
  }
  console.log(JSON.stringify({ statuses, bytes, sent: turn }));
}
process.exit();

// Forwards connections to a port, and delays each packet: its parent passes the port and the delay of
// one direction in milliseconds, and gets the port to connect to.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

interface Packet {
  readonly due: number;
  readonly deliver: () => void;
}

const [target, delayMs] = process.argv.slice(2).map(Number) as [number, number];
/** In the order in which they are due. */
const packets: Packet[] = [];

/** Without timers, which are late by up to a millisecond. */
function deliverDue(): void {
  while (packets[0] && packets[0].due <= performance.now()) packets.shift()!.deliver();
  if (packets.length > 0) setImmediate(deliverDue);
}

function later(deliver: () => void): void {
  packets.push({ due: performance.now() + delayMs, deliver });
  if (packets.length === 1) setImmediate(deliverDue);
}

function join(from: Socket, to: Socket): void {
  from.setNoDelay(true);
  from.on('data', (data) => later(() => to.write(data)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.destroy()));
}

const server = createServer({ allowHalfOpen: true }, (client) => {
  const provider = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
  join(client, provider);
  join(provider, client);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
process.send!((server.address() as AddressInfo).port);

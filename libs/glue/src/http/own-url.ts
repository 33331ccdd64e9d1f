import type { Server } from 'node:net';

/** Addresses that people of this machine write as `localhost`: browsers make no passkeys for addresses. */
const THIS_MACHINE = new Set(['127.0.0.1', '::1', '0.0.0.0', '::']);

/** Where a server is opened on this machine, such as `http://localhost:8001`; `undefined` until it listens. */
export function ownUrl(server: Pick<Server, 'address'>): string | undefined {
  const at = server.address();
  if (at === null || typeof at === 'string') return undefined;
  const address = at.family === 'IPv6' ? `[${at.address}]` : at.address;
  return `http://${THIS_MACHINE.has(at.address) ? 'localhost' : address}:${at.port}`;
}

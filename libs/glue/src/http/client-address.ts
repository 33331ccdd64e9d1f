import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { onceAMinute } from './once-a-minute.js';

/** The formats of some proxies: an address with a port, or an IPv6 one in brackets. */
const WITH_PORT = /^(?:\[([^[\]]+)\](?::\d{1,5})?|(\d[\d.]+):\d{1,5})$/;
const MAPPED_IPV4 = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
/** Groups of 16 bits in a /64, the smallest network of one customer. */
const GROUPS_OF_A_CUSTOMER = 4;
const ADDRESS = Symbol('address of the client');

declare module 'fastify' {
  interface FastifyRequest {
    [ADDRESS]?: string;
  }
}

/**
 * The address of the client: that of the connection, or the one that
 * `X-Forwarded-For` names if the peer is one of `TRUSTED_PROXIES`.
 * An IPv4 address is never written as an IPv6 one.
 */
export function clientAddress(request: FastifyRequest): string {
  return (request[ADDRESS] ??= readAddress(request));
}

function readAddress(request: FastifyRequest): string {
  // Fastify parses the header on each access to `ip`.
  const { ip } = request as { ip?: string };
  const connected = request.socket.remoteAddress ?? 'unknown';
  if (ip === undefined) return withoutMapping(connected);
  const address = plainAddress(ip);
  if (address === undefined) warnOfUnreadable(request);
  return withoutMapping(address ?? connected);
}

/** The address in a proxy's format, without port and brackets; `undefined` if there is none. */
export function plainAddress(written: string): string | undefined {
  if (isIP(written)) return written;
  const [, inBrackets, beforePort] = WITH_PORT.exec(written) ?? [];
  const address = inBrackets ?? beforePort;
  return address !== undefined && isIP(address) ? address : undefined;
}

/** Without the value: a client may have written it. */
const warnOfUnreadable = onceAMinute((_count, { log, socket }: FastifyRequest) => {
  log.warn(
    { proxy: socket.remoteAddress },
    'X-Forwarded-For of a trusted proxy names no address that can be read: all of its clients share ' +
      'the limits of the proxy. Let it send addresses such as 192.0.2.7, 192.0.2.7:4711 or [2001:db8::7]:4711.',
  );
});

/** Whether the address is that of the connection, and not one that a trusted proxy names. */
export function isConnected(request: FastifyRequest): boolean {
  return clientAddress(request) === withoutMapping(request.socket.remoteAddress ?? '');
}

/** An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) as an IPv4 address. */
export function withoutMapping(address: string): string {
  return address.replace(MAPPED_IPV4, '');
}

/**
 * The key of a limit per address: an IPv4 address, or the /64 network of an IPv6 address, because
 * one customer has all addresses of it.
 */
export function addressGroup(address: string): string {
  return isIP(address) === 6 ? `${firstGroups(address).join(':')}::/64` : address;
}

function firstGroups(address: string): string[] {
  // URL has one format for an IPv6 address: shortened, in lower case, without dots.
  const { hostname } = new URL(`http://[${address.replace(/%.*$/, '')}]`);
  const [head = '', tail = ''] = hostname.slice(1, -1).split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].slice(0, GROUPS_OF_A_CUSTOMER);
}

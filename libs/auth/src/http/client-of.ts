import type { FastifyRequest } from 'fastify';
import { addressGroup, clientAddress } from '#glue/http';
import { deviceName } from '#glue/origin';
import type { Client } from '../core/client.js';
import { readDeviceCookie } from './device-cookie.js';

export function clientOf(request: FastifyRequest): Client {
  const address = clientAddress(request);
  return {
    address,
    network: addressGroup(address),
    device: deviceName(request.headers['user-agent']),
    marks: readDeviceCookie(request.headers),
    hasDisconnected: () => request.raw.socket.destroyed,
  };
}

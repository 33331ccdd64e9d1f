import type { FastifyRequest } from 'fastify';
import { addressGroup, clientAddress } from '#glue/http';
import type { Client } from '../core/client.js';
import { readDeviceCookie } from './device-cookie.js';

export function clientOf(request: FastifyRequest): Client {
  return {
    network: addressGroup(clientAddress(request)),
    marks: readDeviceCookie(request.headers),
    hasDisconnected: () => request.raw.socket.destroyed,
  };
}

import type { FastifyRequest } from 'fastify';
import { addressGroup, clientAddress } from '#glue/http';
import type { Client } from '../core/client.js';

/** The client that a request comes from. */
export function clientOf(request: FastifyRequest): Client {
  return {
    network: addressGroup(clientAddress(request)),
    isGone: () => request.raw.socket.destroyed,
  };
}

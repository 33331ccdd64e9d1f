import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest, onRequestHookHandler, preHandlerHookHandler } from 'fastify';
import { PROBES } from '../health/index.js';
import { addressGroup, clientAddress, isConnected, serverPlugin } from '../http/index.js';
import { type TurnLimits, Turns } from './turns.js';
import type { Turn } from './waiting-turns.js';

const LIMITS: TurnLimits = { alone: 64, beside: 4, rememberMs: 5_000, waitMs: 5_000 };
const TURN = Symbol('turn of the request');

interface TurnOptions {
  /** The limits per address: waiting and running requests, and unread responses. */
  inFlight: number;
  limits?: TurnLimits;
}

declare module 'fastify' {
  interface FastifyRequest {
    [TURN]: Turn | null;
  }
  interface FastifyContextConfig {
    ownTurns?: boolean;
  }
}

/** For routes whose requests wait in another queue: their turn ends when they begin. */
export const OwnTurns = (): MethodDecorator => RouteConfig({ ownTurns: true });

/**
 * Limits the concurrent requests of one address; others wait, so a client that sends many requests
 * delays only its own. A request that waits too long gets 503 `too_busy`. Requests through a
 * trusted proxy beyond the maximum in flight get 429 `too_many_requests` after a second; a direct
 * client has one in flight per connection. The limit is higher while no other address sends
 * requests, because shared statements are cheaper. A turn ends when the response is ready, even if
 * it is not read yet, but not before the event loop has visited all connections, so that requests
 * that are answered at once wait too. A request of a disconnected client keeps its turn for at most
 * `waitMs`. A request with a body takes two turns: one to begin reading the body, so that a slow
 * body delays no other request, and one for the rest.
 */
export const takeTurns = serverPlugin<TurnOptions>(
  { name: 'request-turns', dependencies: ['request-context'] },
  (fastify, { inFlight, limits = LIMITS }) => {
    const turns = new Turns(limits);
    fastify.decorateRequest(TURN, null);
    fastify.addHook('onRequest', firstTurn(turns, inFlight));
    fastify.addHook('preValidation', (request, _reply, done) => {
      const turn = request[TURN];
      // Ended as soon as it began: the body has been read, and the rest takes another turn.
      if (turn && !turn.isRunning) turns.enter(turn, done);
      else done();
    });
    fastify.addHook('onRoute', (route) => {
      if (!route.config?.ownTurns) return;
      const end: preHandlerHookHandler = (request, _reply, done) => {
        if (request[TURN]) turns.end(request[TURN]);
        done();
      };
      route.preHandler = [end, ...[route.preHandler ?? []].flat()];
    });
    fastify.addHook('onSend', (request, _reply, payload, done) => {
      const turn = request[TURN];
      if (turn) turns.end(turn);
      if (turn && request.routeOptions.config.streamed) turns.leave(turn);
      done(null, payload);
    });
  },
);

/** The only turn, or that for reading the body. */
function firstTurn(turns: Turns, inFlight: number): onRequestHookHandler {
  return (request, reply, done) => {
    const { url = '', config } = request.routeOptions;
    if (config?.internal) return done();
    const address = addressGroup(clientAddress(request));
    const turn = turns.join(address, !PROBES.has(url));
    request[TURN] = turn;
    reply.raw.on('close', () => turns.leave(turn));
    if (turn.line.inFlight > inFlight && !isConnected(request)) return turns.refuse(turn, done);
    if (!bringsBody(request)) return turns.enter(turn, done);
    turns.enter(turn, (error) => {
      turns.end(turn);
      done(error);
    });
  };
}

/** RFC 9112, 6.3. */
function bringsBody({ headers }: FastifyRequest): boolean {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = headers;
  return length !== '0' || encoding !== undefined;
}

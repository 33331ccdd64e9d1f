import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest, onRequestHookHandler, preHandlerHookHandler } from 'fastify';
import { PROBES } from '../health/index.js';
import {
  addressGroup,
  clientAddress,
  isConnected,
  isInternal,
  serverPlugin,
} from '../http/index.js';
import { type Turn, type TurnLimits, Turns } from './turns.js';

const LIMITS: TurnLimits = { alone: 64, beside: 4, rememberMs: 5_000, waitMs: 5_000 };
const TURN = Symbol('turn of the request');

interface TurnOptions {
  /** How many of one address may wait, be served, or have an answer that is not read yet. */
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

/** For routes whose requests wait by rules of their own: their turn ends when they begin. */
export const OwnTurns = (): MethodDecorator => RouteConfig({ ownTurns: true });

/**
 * Serves some requests of one address at once, and lets the others wait: a client that sends many
 * delays its own only. It gets 503 `too_busy` for those that would wait too long, and 429
 * `too_many_requests`, a second later, for those beyond so many in flight that a trusted proxy
 * brings; who connects directly has one in flight per connection. There are more turns while nobody
 * else is there, as statements that many requests share are cheaper. A turn ends when the answer is
 * ready, whenever it is read, but not before the event loop has been through all connections: those
 * that are answered at once wait too. What was begun for a client that has gone keeps its turn, for
 * `waitMs` at most.
 *
 * A request with a body takes two turns: one for reading it, which ends as soon as it has begun, so
 * that a body that comes slowly holds up nobody, and one for the rest.
 */
export const takeTurns = serverPlugin<TurnOptions>(
  { name: 'request-turns', dependencies: ['request-context'] },
  (fastify, { inFlight, limits = LIMITS }) => {
    const turns = new Turns(limits);
    fastify.decorateRequest(TURN, null);
    fastify.addHook('onRequest', firstTurn(turns, inFlight));
    fastify.addHook('preValidation', (request, _reply, done) => {
      const turn = request[TURN];
      // Ended as soon as it had begun: the body has been read, and the rest takes another one.
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
      if (request[TURN]) turns.end(request[TURN]);
      done(null, payload);
    });
  },
);

/** Its only turn, or that for reading its body. */
function firstTurn(turns: Turns, inFlight: number): onRequestHookHandler {
  return (request, reply, done) => {
    const { url = '', config } = request.routeOptions;
    if (isInternal(config)) return done();
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

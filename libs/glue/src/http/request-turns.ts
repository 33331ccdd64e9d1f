import { AsyncResource } from 'node:async_hooks';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { PROBES } from '../health/index.js';
import { addressGroup, clientAddress } from './client-address.js';
import { isInternal } from './internal-routes.js';

/** Requests of one address that are served at once. */
export interface TurnLimits {
  /** While no other address asks for anything. */
  alone: number;
  /** While others do, and for so long afterwards. */
  beside: number;
  rememberMs: number;
}

const LIMITS: TurnLimits = { alone: 64, beside: 4, rememberMs: 5_000 };
const END_TURN = Symbol('end of the turn');

declare module 'fastify' {
  interface FastifyRequest {
    [END_TURN]: (() => void) | null;
  }
  interface FastifyContextConfig {
    ownTurns?: boolean;
  }
}

/** For routes whose requests wait by rules of their own, as passwords do: their turn ends when they begin. */
export const OwnTurns = (): MethodDecorator => RouteConfig({ ownTurns: true });

/**
 * Serves some requests of one address at once, and lets the others wait: a client that sends many
 * delays its own only. There are more turns while nobody else is there, as statements that many
 * requests share are cheaper. A turn ends when the answer is ready, whenever it is read, but not
 * before the event loop has been through all connections: those that are answered at once wait too.
 */
export function takeTurns(fastify: FastifyInstance, limits = LIMITS): void {
  const turns = new Turns(limits);
  fastify.decorateRequest(END_TURN, null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const { url = '' } = request.routeOptions;
    if (isInternal(url)) return done();
    const address = addressGroup(clientAddress(request));
    const turn = turns.join(address, !PROBES.has(url), done);
    request[END_TURN] = turn.end;
    reply.raw.once('close', turn.end);
    turn.beginIfDue();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.config?.ownTurns) request[END_TURN]?.();
    done();
  });
  fastify.addHook('onSend', (request, _reply, payload, done) => {
    request[END_TURN]?.();
    done(null, payload);
  });
}

interface Turn {
  beginIfDue: () => void;
  /** Also if it has not begun. */
  end: () => void;
}

/** The requests of one address: how many are served, and those that wait. */
interface Line {
  running: number;
  /** Of those, how many are over. */
  ended: number;
  waiting: Set<() => void>;
}

class Turns {
  private readonly lines = new Map<string, Line>();
  private latest: string | undefined;
  private latestAt = -Infinity;
  private sharedUntil = -Infinity;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Lets a request wait for its turn, which may have come already.
   *
   * @param counts whether others have to give way to it; probes of a load balancer come for ever
   * @param begin is called when it has come
   */
  join(address: string, counts: boolean, begin: () => void): Turn {
    if (counts) this.note(address);
    let line = this.lines.get(address);
    if (!line) this.lines.set(address, (line = { running: 0, ended: 0, waiting: new Set() }));
    // Later it is called by a request that ends, and must not be taken for a part of that one.
    const mustWait = line.waiting.size > 0 || line.running >= this.most();
    const start = mustWait ? AsyncResource.bind(begin) : begin;
    let hasEnded = false;
    const end = () => {
      if (hasEnded) return;
      hasEnded = true;
      if (!line.waiting.delete(start)) this.endOne(address, line);
    };
    line.waiting.add(start);
    return { end, beginIfDue: () => this.beginNext(line) };
  }

  private endOne(address: string, line: Line): void {
    if (line.ended++ > 0) return;
    setImmediate(() => {
      line.running -= line.ended;
      line.ended = 0;
      this.beginNext(line);
      if (line.running === 0) this.lines.delete(address);
    });
  }

  private beginNext(line: Line): void {
    for (const next of line.waiting) {
      if (line.running >= this.most()) return;
      line.waiting.delete(next);
      line.running++;
      next();
    }
  }

  private note(address: string): void {
    const now = performance.now();
    const { rememberMs } = this.limits;
    if (address !== this.latest && now - this.latestAt < rememberMs) {
      this.sharedUntil = now + rememberMs;
    }
    [this.latest, this.latestAt] = [address, now];
  }

  private most(): number {
    return performance.now() < this.sharedUntil ? this.limits.beside : this.limits.alone;
  }
}

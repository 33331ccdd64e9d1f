import { PRODUCT } from '#glue/product';
import type {
  CheckedSession,
  FreshSession,
  ReplacementTerms,
  SessionsDal,
  StoredSession,
} from '../../core/ports/sessions.dal.js';
import type { Redis } from './redis-client.js';
import {
  CREATE,
  CURRENT,
  END_ALL,
  END_CHAIN,
  END_EARLIER,
  REPLACE,
  TOUCH,
} from './redis-sessions.scripts.js';
import { fromHash, fromReply, toHash } from './session-hash.js';

/**
 * {@link SessionsDal} in Redis, shared by all processes of auth. Redis deletes what has expired. A
 * session is a hash; a sorted set per user, scored by deadline, lists the sessions of the user; a
 * key per chain names its active session. The first of a chain has the id of the chain and needs no
 * key.
 */
export class RedisSessionsDal implements SessionsDal {
  readonly isTransactional = false;

  constructor(private readonly redis: Redis) {}

  async create(session: FreshSession, keepUntil: Date): Promise<number> {
    const { id, userId, createdAt, expiresAt } = session;
    const times = [createdAt, keepUntil, expiresAt].map((date) => `${date.getTime()}`);
    const count = await this.redis.eval(CREATE, {
      keys: [sessionKey(id), indexKey(userId)],
      arguments: [id, ...times, ...Object.entries(toHash(session)).flat()],
    });
    return Number(count);
  }

  async listOf(userId: number): Promise<FreshSession[]> {
    const ids = await this.redis.zRange(indexKey(userId), 0, -1);
    const found = await Promise.all(ids.map((id) => this.find(id)));
    const expired = ids.filter((_, i) => !found[i]);
    if (expired.length > 0) await this.redis.zRem(indexKey(userId), expired);
    return found.filter((each) => each !== undefined && !each.replacement) as FreshSession[];
  }

  async find(id: string): Promise<StoredSession | undefined> {
    return fromHash(id, await this.redis.hGetAll(sessionKey(id)));
  }

  async check(id: string): Promise<CheckedSession | undefined> {
    const session = await this.find(id);
    return session?.replacement ? undefined : session;
  }

  async touch(id: string, at: Date, notSince: Date, keepUntil: Date): Promise<void> {
    await this.redis.eval(TOUCH, {
      keys: [sessionKey(id)],
      arguments: [at, notSince, keepUntil].map((date) => `${date.getTime()}`),
    });
  }

  async replace(id: string, successor: FreshSession, terms: ReplacementTerms): Promise<boolean> {
    const replacedAt = successor.createdAt.getTime();
    const replaced = await this.redis.eval(REPLACE, {
      keys: [
        sessionKey(id),
        sessionKey(successor.id),
        indexKey(successor.userId),
        chainKey(successor.chainId),
      ],
      arguments: [
        id,
        successor.id,
        `${replacedAt}`,
        `${replacedAt + terms.keepReplacedMs}`,
        `${terms.keepSuccessorUntil.getTime()}`,
        `${successor.expiresAt.getTime()}`,
        ...Object.entries(toHash(successor)).flat(),
      ],
    });
    return replaced === 1;
  }

  async current(chainId: string): Promise<FreshSession | undefined> {
    const id = await this.redis.eval(CURRENT, {
      keys: [chainKey(chainId)],
      arguments: [chainId, sessionKey('')],
    });
    return this.find(id as string);
  }

  async endChain(chainId: string): Promise<FreshSession | undefined> {
    const ended = await this.redis.eval(END_CHAIN, {
      keys: [chainKey(chainId)],
      arguments: [chainId, sessionKey(''), indexKey('')],
    });
    if (!ended) return undefined;
    const [id, fields] = ended as [string, string[]];
    return fromHash(id, fromReply(fields));
  }

  async endEarlier(userId: number, generation: number, exceptChain = ''): Promise<void> {
    await this.redis.eval(END_EARLIER, {
      keys: [indexKey(userId)],
      arguments: [sessionKey(''), chainKey(''), `${generation}`, exceptChain],
    });
  }

  async endAllOf(userId: number): Promise<string[]> {
    const ended = await this.redis.eval(END_ALL, {
      keys: [indexKey(userId)],
      arguments: [sessionKey(''), chainKey('')],
    });
    return ended as string[];
  }
}

function sessionKey(id: string): string {
  return `${PRODUCT}:session:${id}`;
}

function indexKey(userId: number | ''): string {
  return `${PRODUCT}:sessions-of:${userId}`;
}

function chainKey(chainId: string): string {
  return `${PRODUCT}:session-chain:${chainId}`;
}

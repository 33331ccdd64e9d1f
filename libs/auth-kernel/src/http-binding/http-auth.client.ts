import type { z } from 'zod';
import { Batcher } from '#glue/batch';
import { INTERNAL_PREFIX } from '#glue/http';
import type { AuthClient, Session, User, UserEvent, UserEventCursor } from '../auth-client.js';
import { authKernelErrors } from '../auth-kernel.errors.js';
import type { ServiceTokenService } from '../token/service-token.service.js';
import type { HttpTransport } from './http-transport.js';
import {
  pingAnswer,
  type Refusal,
  sessionsAnswer,
  userAnswer,
  userEventsAnswer,
  usersAnswer,
} from './auth-api.schemas.js';
import { errorOfAuth, invalidAnswer } from './error-of-auth.js';
import { SingleFlight } from './single-flight.js';

/** The maximum number of ids per call. */
const IDS_PER_CALL = 1_000;

/**
 * Requests that arrive during a session call share the next call: a call costs much more than one
 * session in it. 100 tokens stay well below auth's body limit.
 */
const SESSION_CALLS = {
  calls: 4,
  size: 100,
  unavailable: authKernelErrors.auth_unavailable,
} as const;

/** {@link AuthClient} over HTTP: auth is another process. */
export class HttpAuthClient implements AuthClient {
  private readonly sessions: Batcher<string, Session | Refusal>;
  private readonly users = new SingleFlight<User>();

  constructor(
    /** For calls that requests wait for. */
    private readonly api: HttpTransport,
    /** For background calls: their failures do not open the circuit of requests. */
    private readonly background: HttpTransport,
    private readonly serviceTokens: ServiceTokenService,
    /** The caller's name in the service token. */
    private readonly service: string,
    /** The total time of one call. */
    budgetMs: number,
  ) {
    this.sessions = new Batcher((tokens) => this.requestSessions(tokens), {
      ...SESSION_CALLS,
      waitMs: budgetMs,
    });
  }

  async session(token: string): Promise<Session> {
    const answer = await this.sessions.load(token);
    if ('code' in answer) {
      throw errorOfAuth(answer.code, answer.status, { message: answer.detail });
    }
    return { ...answer };
  }

  userByUniqueId(uniqueId: string): Promise<User> {
    return this.requestUser('user-by-unique-id', { unique_id: uniqueId });
  }

  userByEmail(email: string): Promise<User> {
    return this.requestUser('user-by-email', { email });
  }

  usersByIds(ids: readonly number[]): Promise<User[]> {
    return inPages(ids, (page) => this.callAsService('users-by-ids', { ids: page }, usersAnswer));
  }

  userEvents(
    cursor: UserEventCursor | undefined,
    limit: number,
    highestUserId?: number,
  ): Promise<UserEvent[]> {
    const after = cursor && { id: cursor.id, event_id: cursor.eventId };
    const body = { after, limit, highest_user_id: highestUserId };
    return this.callAsService('user-events', body, userEventsAnswer, this.background);
  }

  deletionsOf(ids: readonly number[]): Promise<UserEvent[]> {
    return inPages(ids, (page) =>
      this.callAsService('deletions-of', { ids: page }, userEventsAnswer, this.background),
    );
  }

  /**
   * Resolves if auth is reachable and accepts this service.
   *
   * @throws ServiceError `not_found` if auth rejects this service: the secrets differ.
   */
  async ping(): Promise<void> {
    await this.callAsService('ping', undefined, pingAnswer);
  }

  private requestUser(question: string, body: object): Promise<User> {
    const key = JSON.stringify([question, body]);
    return this.users.share(key, () => this.callAsService(question, body, userAnswer));
  }

  private async requestSessions(tokens: readonly string[]): Promise<(Session | Refusal)[]> {
    const answers = await this.callAsService('sessions', { tokens }, sessionsAnswer);
    if (answers.length !== tokens.length) throw invalidAnswer('another number of sessions');
    return answers;
  }

  private callAsService<T>(
    question: string,
    body: unknown,
    answer: z.ZodType<T>,
    api = this.api,
  ): Promise<T> {
    const token = this.serviceTokens.sign(this.service, 'auth');
    return api.call({
      path: `/${INTERNAL_PREFIX}/v1/${question}`,
      headers: { authorization: `Bearer ${token}` },
      body,
      answer,
    });
  }
}

async function inPages<T>(
  ids: readonly number[],
  ask: (page: number[]) => Promise<T[]>,
): Promise<T[]> {
  const unique = [...new Set(ids)];
  const pages: number[][] = [];
  for (let i = 0; i < unique.length; i += IDS_PER_CALL) {
    pages.push(unique.slice(i, i + IDS_PER_CALL));
  }
  return (await Promise.all(pages.map(ask))).flat();
}

import type { z } from 'zod';
import type { ServiceTokenService } from '#glue/token';
import type { AuthClient, Session, User, UserEvent, UserEventCursor } from '../auth-client.js';
import type { AuthApi } from './auth-api.js';
import {
  pingAnswer,
  sessionAnswer,
  userAnswer,
  userEventsAnswer,
  usersAnswer,
} from './auth-api.schemas.js';

/** Ids that one call carries at most. */
const IDS_PER_CALL = 1_000;

/** {@link AuthClient} over HTTP: auth is another process. */
export class HttpAuthClient implements AuthClient {
  constructor(
    /** For what people wait for. */
    private readonly api: AuthApi,
    /** For what runs in the background: its failures hold back no request of anybody. */
    private readonly background: AuthApi,
    private readonly serviceTokens: ServiceTokenService,
    /** Who calls, in the service token. */
    private readonly service: string,
  ) {}

  /** Carries the user's own token. */
  session(token: string): Promise<Session> {
    return this.api.call({
      method: 'GET',
      path: '/api/v1/auth/session',
      headers: { token },
      answer: sessionAnswer,
    });
  }

  userByUniqueId(uniqueId: string): Promise<User> {
    return this.askAsService('user-by-unique-id', { unique_id: uniqueId }, userAnswer);
  }

  userByEmail(email: string): Promise<User> {
    return this.askAsService('user-by-email', { email }, userAnswer);
  }

  usersByIds(ids: readonly number[]): Promise<User[]> {
    return inPages(ids, (page) => this.askAsService('users-by-ids', { ids: page }, usersAnswer));
  }

  userEvents(cursor: UserEventCursor | undefined, limit: number): Promise<UserEvent[]> {
    const after = cursor && { id: cursor.id, event_id: cursor.eventId };
    return this.askAsService('user-events', { after, limit }, userEventsAnswer, this.background);
  }

  deletionsOf(ids: readonly number[]): Promise<UserEvent[]> {
    return inPages(ids, (page) =>
      this.askAsService('deletions-of', { ids: page }, userEventsAnswer, this.background),
    );
  }

  /**
   * Resolves if auth is there and knows this service.
   *
   * @throws ServiceError `not_found` if it does not know it: the secrets differ.
   */
  async ping(): Promise<void> {
    await this.askAsService('ping', undefined, pingAnswer);
  }

  private askAsService<T>(
    question: string,
    body: unknown,
    answer: z.ZodType<T>,
    api = this.api,
  ): Promise<T> {
    const token = this.serviceTokens.sign(this.service, 'auth');
    return api.call({
      method: 'POST',
      path: `/internal/v1/${question}`,
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

import { setTimeout as delay } from 'node:timers/promises';
import { commonErrors, ServiceError } from '#glue/errors';
import { eventErrors } from '#seam';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { AuthClient } from '../auth.contract.js';
import { EndedSessions } from './ended-sessions.js';
import { type Ended, SessionInvalidations } from './session-invalidations.js';

const LIMIT_MS = 5_000;
const STALE_MS = 300;

/** The events of auth. */
class Auth {
  readonly queries: { types: string[]; after?: unknown }[] = [];
  private readonly events: { id: number; userId: number }[] = [];
  error: Error | undefined;

  add(userId: number): void {
    this.events.push({ id: this.events.length + 1, userId });
  }

  readonly client = {
    events: async (query: { types: string[]; after?: unknown }) => {
      this.queries.push(query);
      if (this.error) throw this.error;
      const end = { id: this.events.length, eventId: 'e' };
      if (query.after === 'end') return { events: [], end };
      const { id } = query.after as { id: number };
      const found = this.events.filter((event) => event.id > id);
      if (found.length === 0) await delay(5);
      return { events: found.map(({ userId }) => ({ data: { userId } })), end };
    },
  } as unknown as AuthClient;
}

describe('ended sessions', () => {
  let auth: Auth;
  let heard: Ended[];
  let sessions: EndedSessions;
  let invalidations: SessionInvalidations;
  beforeEach(() => {
    [auth, heard] = [new Auth(), []];
    invalidations = new SessionInvalidations();
    invalidations.subscribe((ended) => heard.push(ended));
    sessions = new EndedSessions(auth.client, invalidations, STALE_MS, 0);
  });
  afterEach(() => sessions.stop());

  const until = (condition: () => boolean, what: string) =>
    waitFor(condition, LIMIT_MS, () => what);

  it('are heard from the start on, also by the deletion of their users', async () => {
    auth.add(1);
    sessions.start();
    await until(() => heard.length > 0, 'the start');
    auth.add(2);
    await until(() => heard.length > 1, 'the end of a session');
    expect(heard).toEqual([{ unknown: true }, { userId: 2 }]);
    expect(auth.queries[0]!.types).toEqual(['session.ended', 'user.deleted']);
  });

  it('are heard later after an outage, and all are unknown if it takes long', async () => {
    sessions.start();
    await until(() => heard.length > 0, 'the start');
    auth.error = new ServiceError(commonErrors.too_busy);
    auth.add(3);
    await until(() => heard.length > 1, 'the outage to take long');
    expect(sessions.hears).toBe(false);
    auth.error = undefined;
    await until(() => heard.length > 2, 'the end of a session');
    expect(heard).toEqual([{ unknown: true }, { unknown: true }, { userId: 3 }]);
    await until(() => sessions.hears, 'the ends to be heard');
  });

  it('are unknown after the log of events was restored', async () => {
    sessions = new EndedSessions(auth.client, invalidations, LIMIT_MS * 2, 0);
    sessions.start();
    await until(() => heard.length > 0, 'the start');
    auth.error = new ServiceError(eventErrors.event_cursor_unknown);
    await until(() => auth.queries.length > 3, 'a refusal');
    auth.error = undefined;
    await until(() => heard.length > 1, 'another start');
    expect(heard[1]).toEqual({ unknown: true });
  });
});

import type { FactoryProvider } from '@nestjs/common';
import { type Ended, EndedSessions, SessionInvalidations } from '#auth-kernel';
import { ReadinessService } from '#glue/health';
import { ListFollowers } from '../core/live/list-followers.js';
import { ListChangesDal } from '../core/ports/list-changes.dal.js';

/** The followers of lists, whose streams end with their sessions and with the process. */
export const listFollowers: FactoryProvider<ListFollowers> = {
  provide: ListFollowers,
  inject: [ListChangesDal, SessionInvalidations, EndedSessions, ReadinessService],
  useFactory: (
    changes: ListChangesDal,
    invalidations: SessionInvalidations,
    ended: EndedSessions,
    readiness: ReadinessService,
  ) => {
    const followers = new ListFollowers(changes);
    invalidations.subscribe((what) => end(followers, what));
    ended.start();
    readiness.register('lists', async () => {
      if (!ended.hears) return 'auth does not say which sessions have ended';
      return changes.hears ? undefined : 'changes by other processes are found each second';
    });
    readiness.onDrain(() => {
      void followers.stop();
      void ended.stop();
    });
    return followers;
  },
};

/**
 * A check of the session may be under way when its end is heard, and with Redis it may end after its event: what was
 * opened meanwhile ends then.
 */
const AGAIN_MS = [2_000, 10_000, 30_000];

/** All streams of the user end: those of other sessions begin again where they were. */
function end(followers: ListFollowers, what: Ended): void {
  if ('userId' in what) {
    const { userId } = what;
    followers.endOf(userId);
    for (const ms of AGAIN_MS) setTimeout(() => followers.endOf(userId), ms).unref();
  } else followers.endWhere(({ sessionId }) => 'unknown' in what || sessionId === what.sessionId);
}

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
    readiness.register('lists', async () =>
      changes.hears ? undefined : 'changes by other processes are found each second',
    );
    readiness.onDrain(() => {
      void followers.stop();
      void ended.stop();
    });
    return followers;
  },
};

/** All streams of the user end: those of other sessions begin again where they were. */
function end(followers: ListFollowers, what: Ended): void {
  if ('userId' in what) followers.endOf(what.userId);
  else followers.endWhere(({ sessionId }) => 'unknown' in what || sessionId === what.sessionId);
}

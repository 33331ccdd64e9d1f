import { authContext } from '#auth';
import { authContract } from '#auth-kernel';
import { type OutcomeStore, outcomesOf } from '#glue/transaction';
import type { IncomingCall, ServiceOf } from '#seam';
import { describeContract } from '../../libs/seam/src/testing/contract.suite.js';
import { makeAccessToken } from '../support/access-token.js';
import { openInProcessAuth } from './in-process-auth.js';
import { peopleOf } from './people.js';

type Service = ServiceOf<typeof authContract>;

/** Sessions that use does not prolong: their expiry is the same whenever it is asked. */
const FIXED_SESSIONS = { SESSION_IDLE_MINUTES: '120', SESSION_MAX_HOURS: '1' };
/** More than one request asks. */
const MANY = 2_500;

describeContract(authContract, async () => {
  const { app, url, close } = await openInProcessAuth(FIXED_SESSIONS);
  const { arrive, leave } = peopleOf(url);
  const present = [await arrive(), await arrive(), await arrive()];
  const script = await makeAccessToken(url, present[0]!.token, ['items:read']);
  const users = present.map(({ user }) => user);
  const gone = [(await leave()).id, (await leave()).id, (await leave()).id];
  const service = app.get<Service>(authContext.answers!.client, { strict: false });
  const all = {
    follower: 'test',
    types: ['user.deleted', 'user.registered'],
    limit: 10,
    waitMs: 0,
  };
  const { end } = await service.events({ ...all, after: 'end' }, {} as IncomingCall);
  const ids = users.map(({ id }) => id);
  return {
    service,
    outcomes: app.get<OutcomeStore>(outcomesOf('auth'), { strict: false }),
    examples: {
      session: [...present, script].map(({ token }) => token),
      unusedSession: [...present, script].map(({ token }) => token),
      userByUniqueId: users.map(({ uniqueId }) => uniqueId),
      userByEmail: users.flatMap(({ email }) => [email, ` ${email.toUpperCase()}\n`]),
      usersByIds: [ids, [...ids, ...gone], [], [...Array(MANY).keys()]],
      addressees: [ids, [...ids, ...gone], [], [...Array(MANY).keys()]],
      events: [end, 'end' as const, undefined].map((after) => ({ ...all, after })),
      deletionsOf: [gone, [...ids, ...gone], [], [...Array(MANY).keys()]],
      highestUserId: [null],
      continueUserIdsAbove: [1, 1_000, 2 ** 52],
    },
    close,
  };
});

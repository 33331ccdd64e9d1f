import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SessionInvalidations } from '#auth-kernel';
import type { FreshSession, SessionsDal } from '../ports/sessions.dal.js';
import type { SessionEvents } from '../ports/session-events.js';
import type { UsersDal } from '../ports/users.dal.js';
import { EndedSessionsHandler } from './ended-sessions.handler.js';
import { SessionEndings } from './session-endings.js';

const OWNER = { id: 7, uniqueId: 'u-7' };
const SESSION = { id: 's2', chainId: 's1', userId: 7 } as FreshSession;

/** What happens, in order. */
let steps: string[];
/** The step that fails. */
let fails: string | undefined;
/** Whether the session is gone when it is to end. */
let isHandled: boolean;
/** Whether another request ends the session at the same time. */
let isClaimed: boolean;

const step = async (name: string): Promise<void> => {
  if (fails === name) throw new Error('no store');
  steps.push(name);
};

function open(isTransactional: boolean) {
  const store: Partial<SessionsDal> = {
    isTransactional,
    current: async () => (fails === 'current' ? undefined : SESSION),
    endChain: (id) => step(`end ${id}`).then(() => (isHandled ? undefined : SESSION)),
    endEarlier: (id, generation, except) => step(`end of ${id} before ${generation} not ${except}`),
    endAllOf: (id) => step(`end all of ${id}`).then(() => []),
  };
  const users: Partial<UsersDal> = {
    nextGeneration: async () => (fails === 'user' ? undefined : 3),
  };
  const ended = new SessionInvalidations();
  ended.subscribe((what) => void steps.push(`drop ${Object.values(what).join()}`));
  const events: SessionEvents = {
    claim: async () => !isClaimed,
    complete: (id) => step(`complete ${id}`),
    ended: (which) => step(`event ${which.sessionId ?? which.generation}`),
  };
  const endings = new SessionEndings(
    store as SessionsDal,
    users as UsersDal,
    events,
    {
      transaction: async (_what, work) => {
        steps.push('begin');
        const result = await work();
        steps.push('commit');
        return result;
      },
    },
    ended,
  );
  return { endings, handler: new EndedSessionsHandler(store as SessionsDal, endings, events) };
}

const change = () => step('change');
const CHAIN = { chainId: 's1', uniqueId: 'u-7' };

beforeEach(() => {
  steps = [];
  fails = undefined;
  isHandled = false;
  isClaimed = false;
});

describe('the end of one session', () => {
  it('is in the transaction of its event, if the store takes part', async () => {
    await expect(open(true).endings.endChain(CHAIN, change)).resolves.toBe(SESSION);
    expect(steps).toEqual(['begin', 'end s1', 'event s1', 'change', 'commit', 'drop s2']);
  });

  it('is after the commit of its event otherwise', async () => {
    await expect(open(false).endings.endChain(CHAIN, change)).resolves.toBe(SESSION);
    expect(steps).toEqual(['begin', 'event s1', 'change', 'commit', 'end s1', 'drop s2']);
  });

  it.each([true, false])('publishes nothing without a session (%s)', async (isTransactional) => {
    [fails, isHandled] = ['current', true];
    await expect(open(isTransactional).endings.endChain(CHAIN, change)).resolves.toBeUndefined();
    expect(steps).not.toContain('event s1');
    expect(steps).not.toContain('change');
  });

  it('is that of the caller, also if the handler of its event was faster', async () => {
    isHandled = true;
    await expect(open(false).endings.endChain(CHAIN, change)).resolves.toBe(SESSION);
    expect(steps.at(-1)).toBe('drop s2');
  });

  it('is of one of several requests, in a store that takes no part', async () => {
    isClaimed = true;
    await expect(open(false).endings.endChain(CHAIN, change)).resolves.toBeUndefined();
    expect(steps).toEqual(['begin', 'commit']);
  });

  it('rejects if it fails, and is completed when the event is handled', async () => {
    const { endings, handler } = open(false);
    fails = 'end s1';
    await expect(endings.endChain(CHAIN, change)).rejects.toThrow('no store');
    fails = undefined;
    const data = { userId: 7, uniqueId: 'u-7', sessionId: 's1' };
    await handler.end({ data } as never);
    await handler.complete({ data } as never);
    expect(steps.slice(-2)).toEqual(['end s1', 'complete s1']);
  });
});

describe('the end of earlier sessions', () => {
  const END = 'end of 7 before 3 not s1';

  it('is in one transaction with the change and the event, if the store takes part', async () => {
    await open(true).endings.endEarlier(OWNER, 's1', change);
    expect(steps).toEqual(['begin', 'change', END, 'event 3', 'commit', 'drop 7']);
  });

  it('is after the commit otherwise, and left to the handler if it fails', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const { endings, handler } = open(false);
    fails = END;
    await endings.endEarlier(OWNER, 's1', change);
    expect(steps).toEqual(['begin', 'change', 'event 3', 'commit', 'drop 7']);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
    fails = undefined;
    const data = { userId: 7, uniqueId: 'u-7', generation: 3, exceptSessionId: 's1' };
    await handler.end({ data } as never);
    expect(steps.at(-1)).toBe(END);
  });

  it('does not happen if the change is refused, or the user is gone', async () => {
    fails = 'change';
    await expect(open(true).endings.endEarlier(OWNER, 's1', change)).rejects.toThrow('no store');
    fails = 'user';
    await expect(open(true).endings.endEarlier(OWNER, 's1', change)).rejects.toMatchObject({
      code: 'session_ended',
    });
    expect(steps).toEqual(['begin', 'begin', 'change']);
  });

  it('is nothing for the handler, if the store took part', async () => {
    const { handler } = open(true);
    await handler.end({ data: { userId: 7, uniqueId: 'u-7', generation: 3 } } as never);
    expect(steps).toEqual([]);
  });
});

describe('ending all sessions of a user', () => {
  it.each([undefined, 'end all of 7'])(
    'is published within the process if %s fails',
    async (failing) => {
      fails = failing;
      await open(true)
        .endings.endAllOf(7)
        .catch(() => steps.push('failed'));
      expect(steps).toEqual(failing ? ['drop 7', 'failed'] : ['end all of 7', 'drop 7']);
    },
  );
});

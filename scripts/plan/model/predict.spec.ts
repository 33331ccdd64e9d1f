import type { RecordedCall, RecordedRequest } from '#glue/recording';
import type { Recording } from '../recordings/recording.js';
import { groupingOf } from './grouping.js';
import { forecast } from './predict.js';

const COST = { callMs: { p50: 1, p99: 5 }, latencyMs: 2, bytesPerMs: Infinity };
const contexts = { auth: ['/auth/'], todo: ['/items', '/lists/'], mail: ['/mails'] };

function call(name: string, start: number, more: Partial<RecordedCall> = {}): RecordedCall {
  const about = { kind: 'query', binding: 'in_process', sent: 10, received: 30 } as const;
  return { call: name, ...about, start, ms: 1, ...more };
}

function request(
  route: string,
  ms: number,
  calls: RecordedCall[] = [],
  status = 2,
): RecordedRequest {
  return { at: 0, method: 'GET', route, status: `${status}xx`, ms, calls };
}

/** Of one route of each context, and of one that belongs to none. */
const RECORDING: Recording = {
  contexts,
  outside: [],
  seconds: 1,
  passedOver: [],
  requests: [
    request('/items/:id', 10, [call('auth.session', 0), call('mail.send', 2, { ms: 4 })]),
    request('/items/:id', 12, [
      call('auth.session', 0),
      call('auth.user', 3, { from: 'mail' }),
      call('mail.send', 2, { ms: 4 }),
    ]),
    request('/items/:id', 11, [call('auth.session', 0, { reused: true })]),
    request('/items/:id', 900, [], 4),
    request('/auth/me', 3, [call('auth.session', 0)]),
    request('/mails', 5, [
      call('todo.list', 0, { batched: true, inTransaction: true }),
      call('todo.list', 0.5, { batched: true, inTransaction: true }),
    ]),
    request('/others', 7),
  ],
};

const of = (groups: string[][], route: string, cost = COST) =>
  forecast(RECORDING, groupingOf(groups), cost).find((each) => each.route === `GET ${route}`);

describe('a forecast', () => {
  it('has what was recorded, if nothing crosses', () => {
    expect(of([['auth', 'todo', 'mail']], '/items/:id')).toEqual({
      route: 'GET /items/:id',
      requests: 3,
      calls: 0,
      messages: 0,
      bytes: 0,
      depth: 0,
      inTransaction: 0,
      p50: { now: 11, then: 11 },
      p99: { now: 12, low: 12, high: 12 },
    });
  });

  it('adds the chain of each request in which calls cross', () => {
    expect(of([['auth'], ['todo'], ['mail']], '/items/:id')).toMatchObject({
      calls: 5 / 3,
      bytes: (5 * 40) / 3,
      depth: 3,
      // 10 + 2 x 3, 12 + 3 x 3, 11
      p50: { now: 11, then: 16 },
      p99: { now: 12, low: 21, high: 12 + 3 * 7 },
    });
  });

  it.each([
    [[['auth', 'todo'], ['mail']], 1, 2],
    [[['auth', 'mail'], ['todo']], 4 / 3, 2],
    [[['todo', 'mail'], ['auth']], 1, 2],
  ])('knows who calls whom: %j', (groups, calls, depth) => {
    expect(of(groups, '/items/:id')).toMatchObject({ calls, depth });
  });

  it('counts calls inside transactions, and those that share a request', () => {
    expect(of([['mail'], ['todo', 'auth']], '/mails')).toMatchObject({
      calls: 2,
      messages: 1,
      depth: 1,
      inTransaction: 2,
    });
  });

  it('takes sizes into account, if there is a bandwidth', () => {
    const [fast, slow] = [Infinity, 1_540].map((bytesPerMs) =>
      of([['mail'], ['todo', 'auth']], '/mails', { ...COST, bytesPerMs }),
    );
    expect(slow!.p50.then - fast!.p50.then).toBeCloseTo(1, 5);
  });

  it('reads as many requests as a recording has', () => {
    const many = Array.from({ length: 300_000 }, () => request('/auth/me', 3));
    const recording = { ...RECORDING, requests: [...RECORDING.requests, ...many] };
    const [route] = forecast(recording, groupingOf([['auth'], ['todo', 'mail']]), COST).filter(
      ({ requests }) => requests > 300_000,
    );
    expect(route).toMatchObject({ route: 'GET /auth/me', depth: 0 });
  });

  it('is about routes of contexts, those that gain the most time first', () => {
    const routes = forecast(RECORDING, groupingOf([['auth'], ['todo'], ['mail']]), COST);
    expect(routes.map(({ route }) => route)).toEqual([
      'GET /items/:id',
      'GET /mails',
      'GET /auth/me',
    ]);
  });
});

import { jest } from '@jest/globals';
import { pino } from 'pino';
import { commonErrors, ServiceError } from '../errors/index.js';
import { OutageLog } from './outage-log.js';

let lines: Record<string, unknown>[];
let log: OutageLog;
beforeEach(() => {
  jest.useFakeTimers();
  lines = [];
  const write = (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>);
  const options = { base: null, timestamp: false, level: 'info' };
  const labels = { formatters: { level: (level: string) => ({ level }) } };
  log = new OutageLog(pino({ ...options, ...labels }, { write }));
});
afterEach(() => jest.useRealTimers());

function fail(code: 'database_unavailable' | 'too_busy' = 'database_unavailable'): void {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  log.note(new ServiceError(commonErrors[code], { cause }), { request_id: 'r-1' });
}

const FIRST = {
  level: 'warn',
  request_id: 'r-1',
  code: 'database_unavailable',
  reason: 'connect ECONNREFUSED',
  msg: 'database_unavailable: requests are answered with 503',
};

describe('OutageLog', () => {
  it('logs once that responses of 503 begin, with the reason and without a stack', () => {
    for (let i = 0; i < 1_000; i++) fail();
    expect(lines).toEqual([FIRST]);
  });

  it('logs each code separately', () => {
    for (let i = 0; i < 10; i++) {
      fail();
      fail('too_busy');
    }
    expect(lines.map(({ code }) => code)).toEqual(['database_unavailable', 'too_busy']);
  });

  it('logs their number once a minute while they continue', () => {
    for (let second = 0; second < 150; second++) {
      fail();
      jest.advanceTimersByTime(1_000);
    }
    const [first, ...counts] = lines;
    expect(first).toEqual(FIRST);
    expect(counts).toHaveLength(2);
    for (const line of counts) {
      expect(line).toMatchObject({ level: 'warn', count: expect.any(Number) as number });
      expect(line['msg']).toBe('database_unavailable: requests are still answered with 503');
    }
    expect(counts[0]!['count']).toBe(59);
    expect(counts[1]!['count']).toBe(60);
  });

  it('logs that they have ended, with their number and duration', () => {
    for (let second = 0; second < 11; second++) {
      fail();
      jest.advanceTimersByTime(1_000);
    }
    jest.advanceTimersByTime(60_000);
    expect(lines.slice(1)).toEqual([
      {
        level: 'info',
        code: 'database_unavailable',
        count: 11,
        seconds: 10,
        msg: 'database_unavailable: no response of 503 for 30 s',
      },
    ]);
  });

  it('logs the next outage after that', () => {
    fail();
    jest.advanceTimersByTime(60_000);
    fail();
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([FIRST, FIRST]);
  });

  it('treats a shorter pause as the same outage', () => {
    fail();
    jest.advanceTimersByTime(25_000);
    fail();
    expect(lines).toEqual([FIRST]);
  });

  it('logs the code of an error without a message', () => {
    const cause = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
    log.note(new ServiceError(commonErrors.database_unavailable, { cause }), {});
    expect(lines[0]).toMatchObject({ reason: 'ECONNREFUSED' });
  });
});

import { AsyncLocalStorage } from 'node:async_hooks';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { noteRejectedToken } from './rejected-tokens.js';

const MINUTE_MS = 60_000;
const LINE = { event: 'token_rejected' };

describe('noteRejectedToken', () => {
  const request = new AsyncLocalStorage<string>();
  let lines: unknown[];
  beforeEach(() => {
    lines = [];
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => {
      lines.push({ ...(line as object), of: request.getStore() });
    });
  });
  afterEach(() => {
    jest.advanceTimersByTime(MINUTE_MS);
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const note = (times: number) => {
    for (let i = 0; i < times; i++) request.run('a request', noteRejectedToken);
  };

  it('logs each of the first 60 in a minute, and counts the others', () => {
    note(1_000);
    expect(lines).toEqual(Array(60).fill({ ...LINE, of: 'a request' }));
    jest.advanceTimersByTime(MINUTE_MS);
    expect(lines).toHaveLength(61);
    expect(lines[60]).toEqual({ ...LINE, count: 940, of: undefined });
  });

  it('logs each again a minute later, without a count if none was omitted', () => {
    note(60);
    jest.advanceTimersByTime(MINUTE_MS);
    note(2);
    jest.advanceTimersByTime(MINUTE_MS);
    expect(lines).toEqual(Array(62).fill({ ...LINE, of: 'a request' }));
  });
});

import { AsyncLocalStorage } from 'node:async_hooks';
import { jest } from '@jest/globals';
import { limitedLines } from './limited-lines.js';

const MINUTE_MS = 60_000;

describe('limitedLines', () => {
  const request = new AsyncLocalStorage<string>();
  let lines: unknown[];
  let line: () => void;
  beforeEach(() => {
    jest.useFakeTimers();
    lines = [];
    line = limitedLines(60, (leftOut) => lines.push([leftOut, request.getStore()]));
  });
  afterEach(() => jest.useRealTimers());

  const log = (times: number) => {
    for (let i = 0; i < times; i++) request.run('a request', line);
  };
  const each = Array<unknown>(60).fill([undefined, 'a request']);

  it('logs each of the first 60 in a minute, and counts the others', () => {
    log(1_000);
    expect(lines).toEqual(each);
    jest.advanceTimersByTime(MINUTE_MS);
    expect(lines).toEqual([...each, [940, undefined]]);
  });

  it('logs each again a minute later, without a count if none was left out', () => {
    log(60);
    jest.advanceTimersByTime(MINUTE_MS);
    log(2);
    jest.advanceTimersByTime(MINUTE_MS);
    expect(lines).toEqual([...each, ...each.slice(0, 2)]);
  });
});

import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { withProgressLog } from './migration-progress.js';

const SECOND_MS = 1_000;

/** A connection whose statements run until they are ended. */
function slowConnection() {
  const ends: (() => void)[] = [];
  const query = () => new Promise<void>((resolve) => ends.push(resolve));
  return { runner: { query } as unknown as QueryRunner, end: () => ends.shift()!() };
}

describe('withProgressLog', () => {
  let log: jest.SpiedFunction<Logger['log']>;
  const lines = () => log.mock.calls.map(([line]) => String(line));
  beforeEach(() => {
    jest.useFakeTimers();
    log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('logs the running statement every five seconds, and nothing afterwards', async () => {
    const { runner, end } = slowConnection();
    const migrating = withProgressLog(runner, 'library_migrations', async () => {
      await runner.query('SELECT 1');
      await runner.query('UPDATE books\n   SET id = id');
    });
    await jest.advanceTimersByTimeAsync(4 * SECOND_MS);
    expect(lines()).toEqual([]);
    end();
    await jest.advanceTimersByTimeAsync(7 * SECOND_MS);
    expect(lines()).toEqual([
      'library_migrations: 5 s, statement 2: UPDATE books SET id = id',
      'library_migrations: 10 s, statement 2: UPDATE books SET id = id',
    ]);
    end();
    await migrating;
    await jest.advanceTimersByTimeAsync(60 * SECOND_MS);
    expect(lines()).toHaveLength(2);
  });

  it('ends, and leaves the connection as it was, when a statement fails', async () => {
    const { runner } = slowConnection();
    const failing = withProgressLog(runner, 'library_migrations', async () => {
      throw new Error('no such table');
    });
    await expect(failing).rejects.toThrow('no such table');
    expect(jest.getTimerCount()).toBe(0);
    void runner.query('SELECT 1');
    await jest.advanceTimersByTimeAsync(60 * SECOND_MS);
    expect(lines()).toEqual([]);
  });
});

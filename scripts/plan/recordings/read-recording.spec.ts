import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '#glue/errors';
import { readRecordings } from './read-recording.js';

const START = '2026-01-01T00:00:00.000Z';
const HEAD = JSON.stringify({
  recording: 1,
  service: 'monolith',
  version: '1.0.0',
  node: 'v20.0.0',
  startedAt: START,
  contexts: { auth: ['/auth/'] },
});
const call = {
  call: 'auth.session',
  kind: 'query',
  binding: 'in_process',
  ms: 1,
  sent: 2,
  received: 3,
};
const REQUEST = JSON.stringify({
  at: 1_000,
  method: 'GET',
  route: '/auth/me',
  status: '2xx',
  ms: 4.5,
  calls: [{ ...call, start: 0.5, inTransaction: true }],
});
const OUTSIDE = JSON.stringify({ at: 3_000, outside: call });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, since?: number) {
  const file = join(folder, 'calls.jsonl');
  await writeFile(file, text);
  return readRecordings([file], since);
}

describe('a recording', () => {
  it('is read as it was written', async () => {
    expect(await read(`${HEAD}\n${REQUEST}\n${OUTSIDE}\n`)).toEqual({
      contexts: { auth: ['/auth/'] },
      requests: [JSON.parse(REQUEST)],
      outside: [call],
      seconds: 2,
      passedOver: [],
    });
  });

  it('may have lines that are not whole, at its end or between two processes', async () => {
    const { requests, passedOver } = await read(`${HEAD}\n{"at":1\n${HEAD}\n${REQUEST}\n{"at`);
    expect(requests).toHaveLength(1);
    expect(passedOver.map((each) => each.split(':').at(-1))).toEqual(['2', '5']);
  });

  it('is read from a time on', async () => {
    const { requests, outside } = await read(
      `${HEAD}\n${REQUEST}\n${OUTSIDE}\n`,
      Date.parse(START) + 2_000,
    );
    expect([requests.length, outside.length]).toEqual([0, 1]);
  });

  it.each([
    ['an empty file', '', 'is empty'],
    ['another file', 'PGDMP\n', 'is no recording'],
    ['another JSON', '{"level":30}\n', 'is no recording'],
    ['another version', HEAD.replace('"recording":1', '"recording":2'), 'is of another version'],
  ])('is not %s', async (_what, text, why) => {
    await expect(read(text)).rejects.toThrow(StartError);
    await expect(read(text)).rejects.toThrow(why);
  });

  it('is not a file that does not exist', async () => {
    await expect(readRecordings([join(folder, 'none')])).rejects.toThrow(
      /none cannot be read: ENOENT/,
    );
  });
});

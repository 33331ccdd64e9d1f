import { pino } from 'pino';
import { frameworkLog } from './framework-log.js';

let lines: Record<string, unknown>[];
const log = frameworkLog(
  pino(
    { level: 'trace', serializers: { err: pino.stdSerializers.err } },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  ),
);
beforeEach(() => (lines = []));

const SENTENCE = 'did you forget to return in "/items/hunter2?token=hunter2" (GET)';
const fails = () =>
  Object.assign(new Error(SENTENCE), { name: 'FastifyError', code: 'FST_ERR_X', url: 'hunter2' });

describe('frameworkLog', () => {
  it.each<[string, () => void]>([
    ['a sentence', () => log.warn(SENTENCE)],
    ['a sentence beside fields', () => log.info({ a: 1 }, SENTENCE)],
    ['an error', () => log.error(fails())],
    ['an error among fields', () => log.debug({ err: fails() }, 'failed')],
    ['an error with a cause', () => log.trace({ err: new Error('x', { cause: fails() }) })],
  ])('removes the address from %s', (_, write) => {
    write();
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it('keeps the level, the fields, the rest of the sentence, and the kind and place of an error', () => {
    log.fatal({ a: 1, err: fails() }, SENTENCE);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 60,
        a: 1,
        msg: 'did you forget to return in "…" (GET)',
        err: expect.objectContaining({
          message: 'did you forget to return in "…" (GET)',
          code: 'FST_ERR_X',
          stack: expect.stringMatching(/^FastifyError: did you [\s\S]*\n {4}at .*spec\.ts/),
        }),
      }),
    ]);
  });
});

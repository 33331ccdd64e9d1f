import { textOf } from './log-text.js';

const TIME = new Date(2026, 10, 5, 9, 3, 7).toISOString();
const COMMON = { level: 'info', time: TIME, service: 'monolith', pid: 1, trace_id: 'f00' };
const line = (fields: object) => textOf(`${JSON.stringify({ ...COMMON, ...fields })}\n`, false);

describe('textOf', () => {
  it('has the time and the message', () => {
    expect(line({ msg: 'stopped' })).toBe('09:03:07 stopped\n');
  });

  it('has the level unless it is info, the logger and the fields', () => {
    expect(line({ level: 'warn', context: 'Follower', msg: 'late', ms: 3, who: ['a'] })).toBe(
      '09:03:07 WARN Follower: late ms=3 who=["a"]\n',
    );
  });

  it('writes requests in short, and their ids only where something went wrong', () => {
    const fields = { request_id: 'r1', method: 'GET', route: '/a', status: 200, ms: 1.5 };
    const request = { ...fields, msg: 'request' };
    expect(line(request)).toBe('09:03:07 GET /a 200 1.5 ms\n');
    expect(line({ ...request, level: 'error' })).toBe(
      '09:03:07 ERROR GET /a 200 1.5 ms request_id=r1\n',
    );
  });

  it('prints stacks below the line, causes too', () => {
    const cause = { type: 'E', message: 'why' };
    const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at f (a.ts:1:1)', cause };
    expect(line({ level: 'error', msg: 'no', err })).toBe(
      [
        '09:03:07 ERROR no',
        '    Error: no',
        '        at f (a.ts:1:1)',
        '    caused by',
        '    E: why',
        '',
      ].join('\n'),
    );
  });

  it('escapes control characters of terminals', () => {
    const evil = '\u001b[2J\u0007\r\u202e\u009b1m\n';
    const written = line({ msg: evil, route: evil, context: evil, err: { stack: `a${evil}b` } });
    for (const control of evil.replace(/[\w[\n]/g, '')) expect(written).not.toContain(control);
    expect(written).toContain('\\u001b[2J');
    expect(written.split('\n')).toHaveLength(4); // the head, two lines of the stack, and the end
  });

  it('leaves text that is not JSON unchanged', () => {
    expect(textOf('not JSON\n', false)).toMatch(/^\d\d:\d\d:\d\d not JSON\n$/);
  });

  it('uses colors only if enabled', () => {
    const json = JSON.stringify({ ...COMMON, level: 'error', msg: 'no' });
    expect(textOf(json, true)).toContain('\u001b[31mERROR no\u001b[39m');
  });
});

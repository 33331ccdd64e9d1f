import { oneOf, positiveNumber, postgresUrl, schemaName, wholeNumber } from './fields.js';

describe('wholeNumber', () => {
  const port = wholeNumber({ min: 0, max: 65_535, default: 8080 });
  const connections = wholeNumber({ min: 1, max: 1000, default: 10 });

  it('is its default when unset', () => {
    expect(port.parse(undefined)).toBe(8080);
  });

  it.each(['0', '1', '65535'])('accepts %s within its bounds', (text) => {
    expect(port.parse(text)).toBe(Number(text));
  });

  it.each(['70000', '65536', '-1', '80.5', '1e3', '0x50', 'abc', '8 0', '９', '9'.repeat(400)])(
    'refuses %s',
    (text) => expect(port.safeParse(text).success).toBe(false),
  );

  it.each(['0', 'abc', '1e3', '1.5', '1001'])('refuses a pool of %s', (text) => {
    expect(connections.safeParse(text).success).toBe(false);
  });

  it('reports its bounds and its default', () => {
    expect(connections.safeParse('0').error?.issues.map(({ message }) => message)).toEqual([
      'must be a whole number from 1 to 1000; leave it unset for 10.',
    ]);
  });
});

describe('positiveNumber', () => {
  const minutes = positiveNumber({ max: 60, default: 20 });

  it('is its default when unset', () => {
    expect(minutes.parse(undefined)).toBe(20);
  });

  it.each([
    ['0.05', 0.05],
    ['1', 1],
    ['1.5', 1.5],
    ['60', 60],
  ])('takes %s', (text, value) => {
    expect(minutes.parse(text)).toBe(value);
  });

  it.each(['0', '0.0', '60.001', '-1', '.5', '5.', '1,5', '1e1', 'NaN', 'Infinity'])(
    'refuses %s',
    (text) => expect(minutes.safeParse(text).success).toBe(false),
  );
});

describe('oneOf', () => {
  const level = oneOf(['info', 'debug'], 'info');

  it('accepts its words, and has its default when unset', () => {
    expect([level.parse('debug'), level.parse(undefined)]).toEqual(['debug', 'info']);
  });

  it('lists the allowed words for another one', () => {
    expect(level.safeParse('loud').error?.issues[0]?.message).toBe(
      'must be one of info, debug; leave it unset for info.',
    );
  });
});

describe('postgresUrl', () => {
  it('is undefined when unset', () => {
    expect(postgresUrl().parse(undefined)).toBeUndefined();
  });

  it.each([
    'postgres://localhost/notes',
    'postgresql://me:s%40cret@db.example.com:6543/notes?sslmode=require',
    'postgres://[::1]:5432/notes',
    'postgres:///notes?host=/var/run/postgresql',
  ])('accepts %s unchanged', (url) => {
    expect(postgresUrl().parse(url)).toBe(url);
  });

  it.each([
    ['another protocol', 'http://me:hunter2@localhost/notes'],
    ['no database', 'postgres://me:hunter2@localhost'],
    ['no database, but a slash', 'postgres://me:hunter2@localhost/'],
    ['an invalid port', 'postgres://me:hunter2@localhost:x/notes'],
    ['a bare host', 'hunter2'],
    ['no host, but a database', 'postgres:hunter2'],
    ['no host, but slashes', 'postgres:///hunter2'],
    ['no slashes, but a host elsewhere', 'postgres:hunter2?host=/x'],
    ['a literal % in the password', 'postgres://me:hunter2%@localhost/notes'],
    ['a literal % in the user', 'postgres://m%e:hunter2@localhost/notes'],
    ['a literal % in the database', 'postgres://me:hunter2@localhost/100%'],
    ['percent-encoding that is not UTF-8', 'postgres://me:hunter2%E4@localhost/notes'],
    ['no URL', 'hunter2 :: %%%'],
  ])('refuses %s, without repeating it', (_what, url) => {
    const message = postgresUrl().safeParse(url).error?.issues[0]?.message;
    expect(message).toMatch(/^must be a URL like postgres:/);
    expect(message).not.toContain('hunter2');
  });
});

describe('the name of a schema', () => {
  it.each(['auth', '_x', 'my_auth2', 'a'.repeat(63)])('may be %s', (name) => {
    expect(schemaName('auth').parse(name)).toBe(name);
  });

  it.each([
    '',
    'Auth',
    '2nd',
    'a-b',
    'a.b',
    'a"b',
    'public',
    'pg_x',
    'information_schema',
    'a'.repeat(64),
  ])('must not be %j', (name) => {
    expect(schemaName('auth').safeParse(name).error?.issues[0]?.message).toMatch(
      /^must be the name of a schema/,
    );
  });
});

import { z } from 'zod';
import { changeProfileBody } from './profile.schemas.js';

describe('a change of the profile', () => {
  const isAccepted = (change: object) => changeProfileBody.safeParse(change).success;

  it.each(['de', 'de-AT', 'zh-Hant-TW', 'EN-us', 'sr-Latn-RS', 'es-419', 'fil'])(
    'accepts the locale %s',
    (locale) => expect(isAccepted({ locale })).toBe(true),
  );

  it.each([
    ...['', ' ', 'd', 'de_AT', 'de-', '-de', 'de AT', 'de-AT\n', 'de\0', '../de', 'german!'],
    ...[
      `de-${'x'.repeat(9)}`,
      'en-a-bbb-a-ccc',
      `de${'-abcdefgh'.repeat(4)}`,
      1,
      true,
      [],
      ['de'],
      {},
    ],
  ])('refuses the locale %j', (locale) => expect(isAccepted({ locale })).toBe(false));

  it.each([
    ...['Europe/Vienna', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta'],
    ...['UTC', 'Etc/GMT+12', 'GMT'],
  ])('accepts the time zone %s', (time_zone) => expect(isAccepted({ time_zone })).toBe(true));

  it.each([
    ...[
      '',
      ' ',
      'Etc/../x',
      'Etc/../UTC',
      '/etc/localtime',
      'europe/vienna',
      'utc',
      '+01:00',
      '-08',
    ],
    ...['Europe/Nowhere', 'Europe/Vienna ', 'Europe/Vienna\0', 'Europe\\Vienna', 'CEST+2'],
    ...[`E${'x'.repeat(63)}`, `E${'x'.repeat(64)}`, 1, false, [], ['UTC'], {}],
  ])('refuses the time zone %j', (time_zone) => expect(isAccepted({ time_zone })).toBe(false));

  it('tells the form of both in the API document', () => {
    const described = JSON.stringify(z.toJSONSchema(changeProfileBody, { io: 'input' }));
    expect(described).toContain('"pattern":"^[A-Za-z]{2,3}');
    expect(described).toContain('"maxLength":64,"pattern":"^[A-Z]');
  });

  it.each(['', ' ', 'x'.repeat(101), 'a\0b', '\ud800', 1, [], {}])(
    'refuses the name %j',
    (name) => {
      expect(isAccepted({ name })).toBe(false);
    },
  );

  it('trims a name, and counts characters beyond the basic plane once', () => {
    expect(changeProfileBody.parse({ name: ' Ada ' })).toEqual({ name: 'Ada' });
    expect(isAccepted({ name: '🦉'.repeat(100) })).toBe(true);
  });

  it('takes null, nothing, and drops what it does not know', () => {
    const cleared = { name: null, locale: null, time_zone: null };
    expect(changeProfileBody.parse(cleared)).toEqual(cleared);
    expect(changeProfileBody.parse({ email: 'x@example.com', unique_id: 'x' })).toEqual({});
    for (const body of [null, [], 'x', 1]) expect(isAccepted(body as object)).toBe(false);
  });
});

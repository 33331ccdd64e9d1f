import { cursorAfter, positionOf } from './admin-cursor.js';

const ADA = { id: 7, email: 'ada@example.com' };

describe('a cursor of users', () => {
  it('leads to the user after whom the page begins', () => {
    expect(positionOf(cursorAfter(ADA, false), false)).toEqual({ id: 7, email: '' });
    expect(positionOf(cursorAfter(ADA, true), true)).toEqual({ id: 0, email: ADA.email });
  });

  it('has no email in the list of all', () => {
    expect(cursorAfter(ADA, false)).toBe('7');
  });

  it.each(['', '-1', '1.5', 'x', '9'.repeat(16), cursorAfter(ADA, true)])(
    'is refused in the list of all: %j',
    (cursor) => expect(positionOf(cursor, false)).toBeUndefined(),
  );

  const encode = (bytes: string | number[]) => Buffer.from(bytes as string).toString('base64url');
  it.each([
    ...['', '7', 'a b', encode('ada'), encode('a\0@example.com')],
    ...[encode([0xff, 0x40]), `${encode(ADA.email)}=`, encode(`${'a'.repeat(254)}@`)],
  ])('is refused in a search: %j', (cursor) => {
    expect(positionOf(cursor, true)).toBeUndefined();
  });
});

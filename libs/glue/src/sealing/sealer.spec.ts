import { randomBytes } from 'node:crypto';
import { ServiceError } from '#glue/errors';
import { Sealer } from './sealer.js';

const [KEY, NEXT] = [randomBytes(32), randomBytes(32)];
const TEXT = 'https://example.com/?token=ünknown\n';
const sealer = new Sealer('mail', [KEY]);

/** What is thrown, and why. */
function thrownBy(work: () => unknown): [string, string] | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return [(error as ServiceError).code, ((error as Error).cause as Error).message];
  }
}
const OTHER_KEY = ['secrets_unreadable', expect.stringMatching(/^its key [\w-]{8} is neither/)];
const CHANGED = ['secrets_unreadable', 'it, or the row that it belongs to, was changed'];

describe('a sealer', () => {
  it.each([TEXT, '', 'x'.repeat(100_000)])('opens what it has sealed', (text) => {
    expect(sealer.open(sealer.seal(text, 'queue', { to: 'anna' }), 'queue', { to: 'anna' })).toBe(
      text,
    );
  });

  it('seals a text differently each time, and tells nothing of it but its length', () => {
    const sealed = [sealer.seal(TEXT), sealer.seal(TEXT)];
    expect(sealed[0]).not.toBe(sealed[1]);
    expect(sealed[0]).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/);
    expect(Buffer.from(sealed[0]!.split('.')[2]!, 'base64url').toString('latin1')).not.toContain(
      'example',
    );
  });

  it('opens it in the same place only, whatever the order of fields', () => {
    const sealed = sealer.seal(TEXT, 'queue', { to: 'anna', about: 7 });
    expect(sealer.open(sealed, 'queue', { about: 7, to: 'anna' })).toBe(TEXT);
    for (const place of [
      ['queue', { to: 'eve', about: 7 }],
      ['queue'],
      ['outbox', { to: 'anna', about: 7 }],
      [],
    ]) {
      expect(thrownBy(() => sealer.open(sealed, ...place))).toEqual(CHANGED);
    }
  });

  it('refuses a text that was changed in any byte, or cut', () => {
    const sealed = sealer.seal('secret');
    const [version, id, text] = sealed.split('.') as [string, string, string];
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const again = `${version}.${id}.${changed.toString('base64url')}`;
      expect(thrownBy(() => sealer.open(again))).toEqual(CHANGED);
    }
    const cut = `${version}.${id}.${bytes.subarray(0, -1).toString('base64url')}`;
    expect(thrownBy(() => sealer.open(cut))).toEqual(CHANGED);
  });

  it.each(['', 'plain', 'v2.abcdefgh.AAAA', 'v1.abcdefgh.AAAA'])(
    'refuses what is no sealed text: %j',
    (text) => {
      expect(thrownBy(() => sealer.open(text))).toEqual([
        'secrets_unreadable',
        'it is no sealed text of this version',
      ]);
    },
  );

  it('opens nothing of another key, or of another context', () => {
    for (const other of [new Sealer('mail', [NEXT]), new Sealer('auth', [KEY])]) {
      expect(thrownBy(() => sealer.open(other.seal(TEXT)))).toEqual(OTHER_KEY);
    }
  });

  it('opens with the previous key, seals with the current one, and tells them apart', () => {
    const old = sealer.seal(TEXT, 'queue');
    const rotated = new Sealer('mail', [NEXT, KEY]);
    expect(rotated.open(old, 'queue')).toBe(TEXT);
    const fresh = rotated.seal(TEXT, 'queue');
    expect(rotated.open(fresh, 'queue')).toBe(TEXT);
    expect(thrownBy(() => sealer.open(fresh, 'queue'))).toEqual(OTHER_KEY);
    expect([old, fresh].map((each) => rotated.isStale(each))).toEqual([true, false]);
  });

  it('hashes with a key: equal for equal texts, and for the previous key too', () => {
    const [hash] = sealer.hashes('1234');
    expect(sealer.hashes('1234')).toEqual([hash]);
    expect(sealer.hashes('1235')[0]).not.toBe(hash);
    expect(new Sealer('auth', [KEY]).hashes('1234')[0]).not.toBe(hash);
    const [current, previous] = new Sealer('mail', [NEXT, KEY]).hashes('1234');
    expect(current).not.toBe(hash);
    expect(previous).toBe(hash);
  });
});

import { HmacKeyedHash } from '../../tokens/hmac-keyed-hash.js';
import { DeviceMarks } from './device-marks.js';
import { limitPolicy } from './limit-policy.js';

const DAY_MS = 86_400_000;
const NOW = new Date(1_900_000_000_000);
const SECRET = 'x'.repeat(32);
const policy = limitPolicy(true);
const devices = new DeviceMarks(new HmacKeyedHash(SECRET), policy);
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

describe('DeviceMarks', () => {
  const marks = devices.renew('u-1', undefined, NOW);

  it('identify the device for an account, and for no other account', () => {
    expect(devices.deviceOf('u-1', marks, NOW)).toMatch(/^[\w-]{16}$/);
    expect(devices.deviceOf('u-2', marks, NOW)).toBeUndefined();
    expect(devices.deviceOf('u-1', undefined, NOW)).toBeUndefined();
  });

  it('do not name the account, and need no quotes in a cookie', () => {
    expect(marks).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(marks).not.toContain('u-1');
    const other = devices.renew('u-1', undefined, NOW);
    expect(other).not.toBe(marks);
    expect(devices.deviceOf('u-1', other, NOW)).not.toBe(devices.deviceOf('u-1', marks, NOW));
  });

  it('are valid for 90 days after the last login, which keeps the device', () => {
    const device = devices.deviceOf('u-1', marks, NOW);
    expect(devices.deviceOf('u-1', marks, later(90))).toBe(device);
    expect(devices.deviceOf('u-1', marks, later(91))).toBeUndefined();
    const renewed = devices.renew('u-1', marks, later(60));
    expect(devices.deviceOf('u-1', renewed, later(150))).toBe(device);
    const after = devices.renew('u-1', marks, later(91));
    expect(devices.deviceOf('u-1', after, later(91))).not.toBe(device);
  });

  it('are kept for five accounts, the newest ones', () => {
    let all: string | undefined;
    for (let user = 1; user <= 6; user++) all = devices.renew(`u-${user}`, all, NOW);
    expect(devices.deviceOf('u-1', all, NOW)).toBeUndefined();
    for (let user = 2; user <= 6; user++) {
      expect(devices.deviceOf(`u-${user}`, all, NOW)).toBeDefined();
    }
    expect(devices.renew('u-3', all, NOW).split('~')).toHaveLength(5);
  });

  it.each([
    '',
    'x',
    'a.b.c',
    '~~~~~~~~',
    marks.slice(0, -1),
    `${marks}A`,
    marks.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    marks.replace(/\.\w+\./, '.zzzzzzz.'),
    marks.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
  ])('are not accepted from %j', (forged) => {
    expect(devices.deviceOf('u-1', forged, NOW)).toBeUndefined();
    expect(devices.deviceOf('u-1', devices.renew('u-1', forged, NOW), NOW)).toBeDefined();
  });

  it('survive a rotation of the secret', () => {
    const rotated = new DeviceMarks(new HmacKeyedHash('y'.repeat(32), SECRET), policy);
    expect(rotated.deviceOf('u-1', marks, NOW)).toBe(devices.deviceOf('u-1', marks, NOW));
    const other = new DeviceMarks(new HmacKeyedHash('y'.repeat(32)), policy);
    expect(other.deviceOf('u-1', marks, NOW)).toBeUndefined();
  });
});

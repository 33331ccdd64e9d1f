import { jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { addressGroup, clientAddress } from './client-address.js';

const PROXY = '192.0.2.1';
const warn = jest.fn();
const request = (ip: string | undefined, remoteAddress: string | undefined = PROXY) =>
  ({ ip, socket: { remoteAddress }, log: { warn } }) as unknown as FastifyRequest;

describe('clientAddress', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
    ['192.0.2.7:54321', '192.0.2.7'],
    ['[2001:db8::7]:54321', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['[::ffff:192.0.2.7]:80', '192.0.2.7'],
    ['[fe80::7%eth0]:80', 'fe80::7%eth0'],
  ])('of %s is %s', (ip, address) => {
    expect(clientAddress(request(ip))).toBe(address);
    expect(warn).not.toHaveBeenCalled();
  });

  it('is that of the connection, without a warning, if no header names one', () => {
    expect(clientAddress(request(PROXY))).toBe(PROXY);
    expect(clientAddress({ ip: undefined, socket: {} } as unknown as FastifyRequest)).toBe(
      'unknown',
    );
    expect(warn).not.toHaveBeenCalled();
  });

  it('is that of the connection if a proxy passed on no address, and the log warns once a minute', () => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000_000);
    const unreadable = [
      ...[
        'unknown',
        '_hidden',
        '',
        '192.0.2.7:',
        '192.0.2.7:port',
        '192.0.2.700:80',
        '192.0.2.7:1:2',
      ],
      ...['[2001:db8::7', '[2001:db8::7]x', '[2001:db8::g]:80', '[]', `192.0.2.7:${'1'.repeat(6)}`],
      `[${'1'.repeat(10_000)}]:80`,
    ];
    for (const ip of unreadable) expect([ip, clientAddress(request(ip))]).toEqual([ip, PROXY]);
    expect(warn.mock.calls).toEqual([
      [{ proxy: PROXY }, expect.stringContaining('X-Forwarded-For')],
    ]);
    now.mockReturnValue(1_060_000);
    clientAddress(request('unknown'));
    expect(warn).toHaveBeenCalledTimes(2);
    now.mockRestore();
  });
});

describe('addressGroup', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});

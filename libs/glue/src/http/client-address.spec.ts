import type { FastifyRequest } from 'fastify';
import { addressGroup, clientAddress } from './client-address.js';

const request = (ip: string, remoteAddress = '192.0.2.1') =>
  ({ ip, socket: { remoteAddress } }) as FastifyRequest;

describe('clientAddress', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8::7', '2001:db8::7'],
  ])('of %s is %s', (ip, address) => {
    expect(clientAddress(request(ip))).toBe(address);
  });

  it('is that of the connection if a proxy passed on what is no address', () => {
    expect(clientAddress(request('unknown'))).toBe('192.0.2.1');
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

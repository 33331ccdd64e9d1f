import { trustedProxies } from './trusted-proxies.js';

describe('trustedProxies', () => {
  const isTrusted = trustedProxies(['10.1.0.0/16', '192.0.2.1', '2001:db8::/32', 'fe80::1']);

  it.each([
    ...['10.1.255.7', '::ffff:10.1.0.1', '192.0.2.1', '2001:db8:5::1', 'fe80::1%eth0'],
    ...['10.1.0.1:80', '[2001:db8:5::1]', '[2001:db8:5::1]:80', '[fe80::1%eth0]:65535'],
  ])('trusts %s', (address) => {
    expect(isTrusted(address)).toBe(true);
    expect(isTrusted(address)).toBe(true);
  });

  it.each([
    '10.2.0.1',
    '192.0.2.2',
    '2001:db9::1',
    '10.2.0.1:80',
    '10.1.0.1:x',
    'x, 10.1.0.1',
    '',
    undefined,
  ])('does not trust %s', (address) => {
    expect(isTrusted(address)).toBe(false);
    expect(isTrusted(address)).toBe(false);
  });

  it('does not trust a text that is longer than an address', () => {
    expect(isTrusted(`fe80::1%${'x'.repeat(60)}`)).toBe(false);
  });

  it('trusts no proxy if none is named', () => {
    expect(trustedProxies([])('127.0.0.1')).toBe(false);
  });
});

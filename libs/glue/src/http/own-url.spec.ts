import { ownUrl } from './own-url.js';

const of = (address: string, family = 'IPv4') =>
  ownUrl({ address: () => ({ address, family, port: 8001 }) });

it.each([
  ['127.0.0.1', 'IPv4', 'http://localhost:8001'],
  ['0.0.0.0', 'IPv4', 'http://localhost:8001'],
  ['::', 'IPv6', 'http://localhost:8001'],
  ['::1', 'IPv6', 'http://localhost:8001'],
  ['192.168.1.5', 'IPv4', 'http://192.168.1.5:8001'],
  ['fe80::1', 'IPv6', 'http://[fe80::1]:8001'],
])(
  'a server at %s is opened by the name of this machine, or by its address',
  (address, family, url) => {
    expect(of(address, family)).toBe(url);
  },
);

it('a server that does not listen has no URL', () => {
  expect(ownUrl({ address: () => null })).toBeUndefined();
});

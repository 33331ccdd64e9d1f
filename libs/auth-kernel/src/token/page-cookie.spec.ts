import type { IncomingHttpHeaders } from 'node:http';
import { readPageCookie } from './page-cookie.js';

const PAGE: IncomingHttpHeaders = {
  host: 'app.example.com',
  cookie: '__Host-seam=a.b.c',
  'x-seam-page': '1',
  'sec-fetch-site': 'same-origin',
};
const OLD_BROWSER = { ...PAGE, 'sec-fetch-site': undefined, origin: 'https://app.example.com' };
const DEVELOPER = { ...PAGE, host: '127.0.0.1:8001', cookie: 'seam=a.b.c' };

describe('readPageCookie', () => {
  it.each([
    ['the page itself', PAGE],
    ['the page in a browser without Sec-Fetch-Site', OLD_BROWSER],
    ['a page with other cookies', { ...PAGE, cookie: 'a=b; __Host-seam=a.b.c;c' }],
    ['a page on this machine', DEVELOPER],
    ['a page on localhost', { ...DEVELOPER, host: 'localhost' }],
    ['a page on ::1', { ...DEVELOPER, host: '[::1]:8001' }],
    ['a page with both cookies', { ...DEVELOPER, cookie: 'seam=x; __Host-seam=a.b.c' }],
    ['a page with two cookies of one name', { ...DEVELOPER, cookie: 'seam=a.b.c; seam=x' }],
  ])('believes %s', (_who, headers) => {
    expect(readPageCookie(headers)).toBe('a.b.c');
  });

  it.each<[string, IncomingHttpHeaders]>([
    ['no cookie', { ...PAGE, cookie: undefined }],
    ['a cookie with a name that only ends like it', { ...PAGE, cookie: 'x__Host-seam=a.b.c' }],
    ['no page header', { ...PAGE, 'x-seam-page': undefined }],
    ['an empty page header', { ...PAGE, 'x-seam-page': '' }],
    ['another site', { ...PAGE, 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { ...PAGE, 'sec-fetch-site': 'same-site' }],
    ['an address typed by the user', { ...PAGE, 'sec-fetch-site': 'none' }],
    ['another site with our Origin', { ...OLD_BROWSER, 'sec-fetch-site': 'cross-site' }],
    ['another origin', { ...OLD_BROWSER, origin: 'https://evil.example' }],
    ['another port', { ...OLD_BROWSER, origin: 'https://app.example.com:8443' }],
    [
      'an origin that only begins like it',
      { ...OLD_BROWSER, origin: 'https://app.example.com.ev' },
    ],
    ['the origin null', { ...OLD_BROWSER, origin: 'null' }],
    ['no information about the origin', { ...OLD_BROWSER, origin: undefined }],
    ['neither origin nor host', { ...OLD_BROWSER, origin: undefined, host: undefined }],
    ['a loopback name on another host', { ...PAGE, cookie: 'seam=a.b.c' }],
    [
      'a loopback name on a host with a similar name',
      { ...DEVELOPER, host: '127.0.0.1.evil.example' },
    ],
  ])('ignores the cookie of %s', (_what, headers) => {
    expect(readPageCookie(headers)).toBeUndefined();
  });
});

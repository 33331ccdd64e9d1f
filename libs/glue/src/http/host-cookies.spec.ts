import { clearedHostCookies, hostCookie } from './host-cookies.js';

describe('hostCookie', () => {
  it('is limited to this host, Secure, and hidden from scripts and other sites', () => {
    expect(hostCookie('seam', 'a.b.c', { origin: 'https://app.example.com' })).toBe(
      '__Host-seam=a.b.c; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });

  it('is sent over plain HTTP only to a page loaded over plain HTTP', () => {
    expect(hostCookie('seam', 'a.b.c', { origin: 'http://127.0.0.1:8001' })).toBe(
      'seam=a.b.c; Path=/; HttpOnly; SameSite=Strict',
    );
    for (const origin of [undefined, 'null', 'nonsense']) {
      expect(hostCookie('seam', 'a.b.c', { origin })).toMatch(/; Secure$/);
    }
  });

  it('lasts as many seconds as are given', () => {
    expect(hostCookie('seam', 'x', {}, 60)).toMatch(/; Secure; Max-Age=60$/);
  });

  it('is deleted under both names', () => {
    expect(clearedHostCookies('seam')).toEqual([
      expect.stringMatching(/^__Host-seam=; .*; Secure; Max-Age=0$/),
      expect.stringMatching(/^seam=; .*; Max-Age=0$/),
    ]);
  });
});

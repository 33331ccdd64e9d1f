import { PublicLinks } from './public-links.js';

const links = new PublicLinks(() => 'https://todo.example.com');

describe('a link to the page', () => {
  it('has the token in its fragment, which no server gets', () => {
    expect(links.link('/reset-password', 'abc-_123')).toBe(
      'https://todo.example.com/reset-password#token=abc-_123',
    );
  });

  it('encodes a token, so that the page reads it as it was', () => {
    const { hash } = new URL(links.link('/confirm', 'a+b/c=&d#e'));
    expect(new URLSearchParams(hash.slice(1)).get('token')).toBe('a+b/c=&d#e');
  });

  it('may have none', () => {
    expect(links.link('/reset-password')).toBe('https://todo.example.com/reset-password');
  });

  it('is refused without a public address', () => {
    const none = new PublicLinks(() => undefined);
    expect(none.home).toBeUndefined();
    expect(() => none.link('/register', 'abc')).toThrow('This installation has no public address');
  });

  it('has the address of the moment: a port may be chosen at the start', () => {
    let port = 1;
    const moving = new PublicLinks(() => `http://localhost:${port}`);
    port = 8001;
    expect(moving.link('/')).toBe('http://localhost:8001/');
  });
});

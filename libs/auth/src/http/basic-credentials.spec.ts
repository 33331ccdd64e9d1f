import { ServiceError } from '#glue/errors';
import { basicCredentials } from './basic-credentials.js';

const encode = (pair: string | Buffer) => Buffer.from(pair).toString('base64');
const basic = (pair: string | Buffer) => `Basic ${encode(pair)}`;

describe('basicCredentials', () => {
  it.each([
    ['an ordinary pair', basic('a@b.c:password'), 'a@b.c', 'password'],
    ['a password with colons', basic('a@b.c:pass:word::'), 'a@b.c', 'pass:word::'],
    ['a password with space around it', basic('a@b.c: pass '), 'a@b.c', ' pass '],
    ['UTF-8 in both', basic('ä@b.c:grüße 😀'), 'ä@b.c', 'grüße 😀'],
    ['an empty password', basic('a@b.c:'), 'a@b.c', ''],
    ['a scheme in lower case', `basic ${encode('a@b.c:password')}`, 'a@b.c', 'password'],
    ['a scheme in upper case', `BASIC ${encode('a@b.c:password')}`, 'a@b.c', 'password'],
    ['more space', `Basic   ${encode('a@b.c:password')}  `, 'a@b.c', 'password'],
    ['no padding', basic('a@b.c:password').replace(/=+$/, ''), 'a@b.c', 'password'],
    ['the alphabet of URLs', 'Basic YT86Pz8_fn5-', 'a?', '???~~~'],
  ])('reads %s', (_what, header, email, password) => {
    expect(basicCredentials(header)).toEqual({ email, password });
  });

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['another scheme', `Bearer ${encode('a@b.c:password')}`],
    ['a scheme that only begins like it', `Basically ${encode('a@b.c:password')}`],
    ['only the scheme', 'Basic'],
    ['only the scheme and space', 'Basic  '],
    ['no space after the scheme', `Basic${encode('a@b.c:password')}`],
    ['a value that is not base64', 'Basic a@b.c:password'],
    ['a value with a part that is not base64', 'Basic YTpi*YTpi'],
    ['two pairs', `${basic('a:b')} ${encode('c:d')}`],
    ['base64 of nothing', 'Basic ===='],
    ['a single letter', 'Basic a'],
    ['no colon', basic('a@b.c password')],
    ['an empty email', basic(':password')],
    ['only a colon', basic(':')],
    ['a NUL in the password', basic('a@b.c:pass\0word')],
    ['a NUL in the email', basic('a\0@b.c:password')],
    ['ISO 8859-1', basic(Buffer.from('a@b.c:grüße', 'latin1'))],
    ['truncated UTF-8', basic(Buffer.from('a@b.c:grü').subarray(0, -1))],
  ])('refuses %s like a wrong password', (_what, header) => {
    let error: unknown;
    try {
      basicCredentials(header);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({
      code: 'invalid_credentials',
      message: 'The email or the password is wrong.',
    });
  });
});

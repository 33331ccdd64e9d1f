import { OtpauthCodes } from './otpauth-codes.js';

/** RFC 6238, appendix B: the seed and a code of SHA-1, of which apps show the last 6 digits. */
const SEED = Buffer.from('12345678901234567890');
const AT = new Date(1_111_111_109_000);
const CODE = '081804';
const STEP = Math.floor(1_111_111_109 / 30);

const codes = new OtpauthCodes('To-do & more');
const seconds = (n: number) => new Date(AT.getTime() + n * 1_000);

describe('OtpauthCodes', () => {
  it('knows the codes of RFC 6238', () => {
    expect(codes.stepOf(SEED, CODE, AT)).toBe(STEP);
    expect(codes.stepOf(SEED, '050471', new Date(1_111_111_111_000))).toBe(STEP + 1);
    expect(codes.stepOf(SEED, '005924', new Date(1_234_567_890_000))).toBe(41_152_263);
  });

  it('accepts the code of the step before and of the next one, and names its step', () => {
    expect(codes.stepOf(SEED, CODE, seconds(30))).toBe(STEP);
    expect(codes.stepOf(SEED, CODE, seconds(-30))).toBe(STEP);
    expect(codes.stepOf(SEED, CODE, seconds(61))).toBeUndefined();
    expect(codes.stepOf(SEED, CODE, seconds(-60))).toBeUndefined();
  });

  it.each(['', '08180', '0818040', ' 081804', '081 804', 'abcdef', '١٢٣٤٥٦', '081805', '0818\n04'])(
    'refuses %j',
    (text) => expect(codes.stepOf(SEED, text, AT)).toBeUndefined(),
  );

  it('makes random seeds of 160 bits', () => {
    const [one, other] = [codes.newSeed(), codes.newSeed()];
    expect(one).toHaveLength(20);
    expect(one).not.toEqual(other);
  });

  it('tells an app the seed, as a link, as text and as an image', () => {
    const { uri, secret, qrSvg } = codes.setup(SEED, 'a:b@example.com');
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const url = new URL(uri);
    expect(url.protocol + url.host).toBe('otpauth:totp');
    expect(decodeURIComponent(url.pathname)).toBe('/To-do & more:a:b@example.com');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ issuer: 'To-do & more', secret, algorithm: 'SHA1', digits: '6', period: '30' },
    });
    expect(qrSvg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^<]*>/);
    expect(qrSvg).not.toMatch(/script|a:b@/);
  });

  it('has room for the longest email', () => {
    const longest = `${'a'.repeat(64)}@${'b'.repeat(185)}.com`;
    expect(codes.setup(SEED, longest).qrSvg).toContain('<svg');
    expect(codes.setup(SEED, `a${'\u{1f600}'.repeat(100)}`).uri).toContain('otpauth://');
  });

  it('opens a seed that is a part of a larger buffer', () => {
    const part = Buffer.concat([Buffer.from('xx'), SEED]).subarray(2);
    expect(codes.stepOf(part, CODE, AT)).toBe(STEP);
  });
});

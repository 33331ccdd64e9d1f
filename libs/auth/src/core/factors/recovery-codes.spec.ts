import { hashOfRecoveryCode, newRecoveryCode } from './recovery-codes.js';

describe('recovery codes', () => {
  it('are random, and of letters that are not mistaken for others', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes)
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){4}[0-9a-hjkmnp-tv-z]{5}$/);
    expect(new Set(codes.join('')).size).toBe(33);
  });

  it('have a hash that does not depend on how they are typed', () => {
    const typed = [
      '00abc-11def-22ghj-33kmn-44pqr',
      '00ABC11DEF22GHJ33KMN44PQR',
      ' ooabc-lidef-22ghj 33kmn 44pqr ',
    ];
    expect(new Set(typed.map(hashOfRecoveryCode)).size).toBe(1);
    expect(hashOfRecoveryCode(typed[0]!)).toMatch(/^[\w-]{43}$/);
    expect(hashOfRecoveryCode('00abc-11def-22ghj-33kmn-44pqs')).not.toBe(
      hashOfRecoveryCode(typed[0]!),
    );
  });

  it.each(['', 'u'.repeat(25), '0'.repeat(24), '0'.repeat(26), '١'.repeat(25)])(
    'cannot be %j',
    (text) => expect(hashOfRecoveryCode(text)).toBeUndefined(),
  );
});

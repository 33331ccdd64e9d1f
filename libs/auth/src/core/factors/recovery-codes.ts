import { hash, randomInt } from 'node:crypto';

/** How many there are at once. */
export const RECOVERY_CODES = 10;
/** Without letters that are mistaken for digits: Crockford's base 32. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;
const GROUP_LENGTH = 5;
const SHAPE = new RegExp(`^[${ALPHABET}]{${GROUPS * GROUP_LENGTH}}$`);

/** A code such as `3f9ka-0t2mz-…`: 125 random bits, so that a plain hash hides it (ASVS 6.5.2). */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/**
 * What is stored of a code. Case, hyphens and spaces do not count, and letters that are mistaken for
 * digits mean these; `undefined` for what cannot be a code.
 */
export function hashOfRecoveryCode(given: string): string | undefined {
  const code = given.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return SHAPE.test(code) ? hash('sha256', code, 'base64url') : undefined;
}

function letter(): string {
  return ALPHABET[randomInt(ALPHABET.length)]!;
}

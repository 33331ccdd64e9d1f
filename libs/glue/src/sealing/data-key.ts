import { randomBytes } from 'node:crypto';

const BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;
/** 32 random bytes have fewer different ones in fewer than one of 10^14 cases. */
const LEAST_DIFFERENT = 16;

/** A new data key, as text: 32 random bytes in base64, like the output of `openssl rand -base64 32`. */
export function generateDataKey(): string {
  return randomBytes(BYTES).toString('base64');
}

/** @throws Error without the text, which is secret */
export function readDataKey(text: string): Buffer {
  const key = BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (!key || key.toString('base64') !== text) throw new Error('is not 32 bytes in base64');
  if (new Set(key).size < LEAST_DIFFERENT) throw new Error('is not random');
  return key;
}

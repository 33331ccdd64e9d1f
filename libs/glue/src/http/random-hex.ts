import { randomFillSync } from 'node:crypto';

/** Random bytes in store: to draw many at once costs hardly more than to draw a few. */
const store = Buffer.allocUnsafeSlow(4_096);
let used = store.length;

/** Random bytes as hexadecimal digits, two each, never all of them 0. For ids, not for secrets. */
export function randomHex(bytes: number): string {
  if (used + bytes > store.length) {
    randomFillSync(store);
    used = 0;
  }
  const digits = store.toString('hex', used, (used += bytes));
  return /[^0]/.test(digits) ? digits : randomHex(bytes);
}

import { createHash } from 'node:crypto';

/** The UUIDs of the rows of a file: the same file has the same ones (RFC 9562, version 8, of SHA-256). */
export function clientIds(file: Uint8Array): (place: string) => string {
  const digest = createHash('sha256').update(file).digest();
  return (place) => uuidOf(createHash('sha256').update(digest).update(place).digest());
}

function uuidOf(digest: Buffer): string {
  const bytes = digest.subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

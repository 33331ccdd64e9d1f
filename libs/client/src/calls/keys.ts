import type { Method } from '../operation.types.js';

/** The paths whose writes take an idempotency key. A test compares it with the API document. */
const KEYED = /^\/api\/v2\/(?:items|lists(?!\/[^/]+\/members)|trash)(?:\/|$)/;
/** Reads that act: they are kept for clients of the original system. */
const ACTING = /^\/api\/v1\/auth\/log(?:in|out)$/;

/** Whether a call takes an idempotency key: repeated with it, it has one effect. */
export function takesKey(method: Method, path: string): boolean {
  return method !== 'GET' && KEYED.test(path);
}

/** Whether a call may be repeated without asking: a read, or one with a key. */
export function isRepeatable(method: Method, path: string): boolean {
  return takesKey(method, path) || (method === 'GET' && !ACTING.test(path));
}

/** A random UUID (RFC 9562, version 4). Pages without HTTPS have no `crypto.randomUUID`. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

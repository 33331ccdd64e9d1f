import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningSystem } from './topology.js';

/** The claims of a token. */
export type Claims = Record<string, unknown>;

/** The claims of a token of the product; its signature is not checked. */
export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Claims;
}

/** A token with any claims, validly signed with the secret of the system. */
export async function forgeToken(system: RunningSystem, claims: Claims): Promise<string> {
  const secret = system.env['JWT_SECRET'] ?? (await generatedSecret(system));
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function generatedSecret({ folder }: RunningSystem): Promise<string> {
  return readFile(join(folder, '.data', 'jwt-secret'), 'utf8');
}

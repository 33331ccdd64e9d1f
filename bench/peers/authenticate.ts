import { createVerifier } from 'fast-jwt';
import type { FastifyRequest } from 'fastify';
import { CACHED_TOKENS } from './limits.js';
import { settings } from './settings.js';

export interface Claims {
  unique_id: string;
  user_id: number;
  sid: string;
}

/** Caches verified tokens until they expire, as fast-jwt's documentation advises. */
const verify = createVerifier({
  key: settings.jwtSecret,
  algorithms: ['HS256'],
  cache: CACHED_TOKENS,
});

/** @throws an error that Fastify answers with 401, unless the request has a valid token. */
export function claimsOf({ headers }: FastifyRequest): Claims {
  try {
    return verify(String(headers['token'])) as Claims;
  } catch {
    throw Object.assign(new Error('Log in.'), { statusCode: 401 });
  }
}

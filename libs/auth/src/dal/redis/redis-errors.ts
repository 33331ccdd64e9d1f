import { timeout, TimeoutStrategy } from 'cockatiel';
import { authKernelErrors } from '#auth-kernel';
import { ServiceError } from '#glue/errors';
import { aroundMethods } from './around-methods.js';

/** Our commands take a few milliseconds at most when Redis works. */
const COMMAND_LIMIT_MS = 1_000;

/** A DAL on Redis that throws `session_store_unavailable` if Redis fails or is too slow. */
export function withRedisErrors<Dal extends object>(dal: Dal): Dal {
  const limit = timeout(COMMAND_LIMIT_MS, TimeoutStrategy.Aggressive);
  return aroundMethods(dal, async (call) => {
    try {
      return await limit.execute(call);
    } catch (cause) {
      throw new ServiceError(authKernelErrors.session_store_unavailable, { cause });
    }
  });
}

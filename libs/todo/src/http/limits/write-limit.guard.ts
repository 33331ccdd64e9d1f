import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '#auth-kernel';
import { PaceByKey } from '#glue/clients';
import { commonErrors, ServiceError } from '#glue/errors';
import { OPERATIONS_PER_REQUEST } from '../../todo.limits.js';

/** {@link WriteLimit}: how many writes a user may make in a minute, at one process. */
export const WRITES_PER_MINUTE = Symbol('WRITES_PER_MINUTE');

const SECONDS = 60;
const NAME = '"writes"';

/**
 * Limits the writes of a user of version 2, and says what is left, as draft-ietf-httpapi-ratelimit-headers-10. Runs after the guard of
 * sessions. Each operation of a request counts.
 */
@Injectable()
export class WriteLimit implements CanActivate {
  private readonly pace: PaceByKey;
  private readonly perSecond: number;

  constructor(@Inject(WRITES_PER_MINUTE) private readonly perMinute: number) {
    this.perSecond = perMinute / SECONDS;
    this.pace = new PaceByKey({ atOnce: perMinute, perSecond: this.perSecond });
  }

  /** @throws ServiceError `too_many_requests` */
  canActivate(context: ExecutionContext): boolean {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest & FastifyRequest>();
    const key = `${request.caller.userId}`;
    const isAdmitted = this.pace.take(key, writesOf(request));
    const left = this.pace.left(key);
    const untilFull = Math.ceil((this.perMinute - left) / this.perSecond);
    const headers = {
      'ratelimit-policy': `${NAME};q=${this.perMinute};w=${SECONDS}`,
      ratelimit: `${NAME};r=${Math.max(0, Math.floor(left))};t=${untilFull}`,
    };
    void http.getResponse<FastifyReply>().headers(headers);
    if (isAdmitted) return true;
    throw new ServiceError(commonErrors.too_many_requests, {
      retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / this.perSecond)),
      message: 'Too many writes.',
    });
  }
}

/** Of a body that is not checked yet: at least one, and no more than a request may have. One that is refused counts, too. */
function writesOf({ body }: FastifyRequest): number {
  const { operations } = (body ?? {}) as { operations?: unknown };
  const count = Array.isArray(operations) ? operations.length : 1;
  return Math.min(Math.max(count, 1), OPERATIONS_PER_REQUEST);
}

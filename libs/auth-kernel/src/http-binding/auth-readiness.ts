import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { commonErrors, isServiceError } from '#glue/errors';
import { NotReadyError, type ReadinessService } from '#glue/health';
import { reasonOf } from './map-axios-error.js';
import type { HttpAuthClient } from './http-auth.client.js';

const NOT_ACCEPTED =
  'auth does not know this service: JWT_SECRET differs there, or the server is not auth. ' +
  'Check JWT_SECRET and AUTH_API_URL';
const CURE = 'See the log for the reason; check AUTH_API_URL and that auth runs';

/**
 * Reports auth in `/readyz`. Until auth has answered once, this process is not ready: the address
 * may be wrong. Afterwards an outage is only a note, because removing this process would not help.
 * Only the log contains the address, because `/readyz` is public.
 */
export class AuthReadiness implements OnApplicationBootstrap {
  private readonly logger = new Logger(AuthReadiness.name);
  private hasAnswered = false;

  constructor(
    private readonly auth: HttpAuthClient,
    private readonly url: string,
    readiness: ReadinessService,
  ) {
    readiness.register('auth', () => this.check());
  }

  /** Logs a failure at once; does not delay the start. */
  onApplicationBootstrap(): void {
    this.check().then(
      () => this.logger.log(`auth at ${this.url} answers`),
      (error: Error) => this.logger.warn(`auth at ${this.url}: ${explain(error)}`),
    );
  }

  private async check(): Promise<string | undefined> {
    try {
      await this.auth.ping();
      this.hasAnswered = true;
      return undefined;
    } catch (error) {
      if (isServiceError(error, commonErrors.not_found)) throw new NotReadyError(NOT_ACCEPTED);
      if (this.hasAnswered) return (error as Error).message;
      throw new NotReadyError(`${(error as Error).message} ${CURE}`, { cause: error });
    }
  }
}

/** The cause, for the log; `/readyz` does not contain it. */
function explain({ message, cause }: Error): string {
  if (!(cause instanceof Error)) return message;
  return `${reasonOf(cause)}. Check AUTH_API_URL and that auth runs`;
}

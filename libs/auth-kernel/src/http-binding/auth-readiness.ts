import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ServiceError } from '#glue/errors';
import { NotReadyError, type ReadinessService } from '#glue/health';
import { reasonOf } from './failures.js';
import type { HttpAuthClient } from './http-auth.client.js';

/**
 * Reports auth in `/readyz`. Until it has answered once, this process is not ready:
 * its address may be wrong. Afterwards its state is told without failing, as taking
 * this process out of service would not bring auth back.
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

  /** Says in the log at once what is wrong; does not hold up the start. */
  onApplicationBootstrap(): void {
    this.check().then(
      (note) => this.logger.log(note ?? `auth at ${this.url} answers`),
      (error: Error) => this.logger.warn(error.message),
    );
  }

  private async check(): Promise<string | undefined> {
    try {
      await this.auth.ping();
      this.hasAnswered = true;
      return undefined;
    } catch (error) {
      if (isRefusal(error)) {
        throw new NotReadyError(
          `auth at ${this.url} does not know this service: JWT_SECRET differs there, or it is no apps/auth`,
        );
      }
      const note = `auth at ${this.url} cannot be used: ${reasonOf(error as Error)}`;
      if (this.hasAnswered) return note;
      throw new NotReadyError(`${note}. Check AUTH_API_URL and that auth is up`);
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof ServiceError && error.code === 'not_found';
}

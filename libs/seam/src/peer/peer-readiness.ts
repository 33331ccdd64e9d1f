import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { commonErrors, isServiceError, reasonOf } from '#glue/errors';
import { NotReadyError, type ReadinessService } from '#glue/health';
import { apiUrlVariable, pathOf, PING } from '../contract/wire.js';
import type { Peer } from './peer.js';

const pong = z.object({ pong: z.literal(true) });

/**
 * Reports the provider of a contract in `/readyz`. Until it has answered once, this process is not
 * ready: the address may be wrong. Afterwards an outage is only a note, because removing this
 * process would not help. Only the log contains the address, because `/readyz` is public.
 */
export class PeerReadiness implements OnApplicationBootstrap {
  private readonly logger = new Logger('Contracts');
  private hasAnswered = false;

  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly peer: Peer,
    readiness: ReadinessService,
  ) {
    readiness.register(name, () => this.check());
  }

  /** Logs a failure at once; does not delay the start. */
  onApplicationBootstrap(): void {
    this.check().then(
      () => this.logger.log(`${this.name} at ${this.url} answers`),
      (error: Error) =>
        this.logger.warn(`${this.name} at ${this.url}: ${reasonOf(error)}. ${this.cure}`),
    );
  }

  private async check(): Promise<string | undefined> {
    try {
      await this.ping();
      this.hasAnswered = true;
      return undefined;
    } catch (error) {
      if (isServiceError(error, commonErrors.not_found)) throw new NotReadyError(this.notAccepted);
      if (this.hasAnswered) return (error as Error).message;
      const message = `${(error as Error).message} See the log for the reason. ${this.cure}`;
      throw new NotReadyError(message, { cause: error });
    }
  }

  /** Resolves if the provider is reachable and accepts this context. */
  private async ping(): Promise<void> {
    const { transport, resilience, budgetMs } = this.peer;
    await transport.send(
      { path: pathOf(this.name, PING), body: {}, headers: {}, decode: (json) => pong.parse(json) },
      { budgetMs, policy: resilience.policy(budgetMs) },
    );
  }

  private get cure(): string {
    return `Check ${apiUrlVariable(this.name)} and that ${this.name} runs`;
  }

  private get notAccepted(): string {
    return (
      `${this.name} does not know this service, or the server is not ${this.name}. Check ` +
      `the keys of both and ${apiUrlVariable(this.name)}`
    );
  }
}

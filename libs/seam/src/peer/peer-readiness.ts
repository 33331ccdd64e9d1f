import { Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { commonErrors, isServiceError, reasonOf } from '#glue/errors';
import { clockNote, NotReadyError, type ReadinessService } from '#glue/health';
import { apiCaFileVariable, apiUrlVariable, pathOf, PING, WIRE_VERSION } from '../contract/wire.js';
import { MAX_SKEW_SECONDS } from '../identity/own-identity.js';
import type { Peer } from './peer.js';

/** Less than a check of readiness may take, which fails if it takes longer. */
const LONGEST_PING_MS = 1_500;

const pong = z.object({
  pong: z.literal(true),
  time: z.iso.datetime().optional(),
  version: z.string().default(WIRE_VERSION),
});

/** The provider of a contract in another process. */
interface Provider {
  name: string;
  url: string;
  isOptional: boolean;
}

/**
 * Reports the provider of a contract in `/readyz`. Until it has answered once, this process is not
 * ready: the address may be wrong. Afterwards an outage is only a note, because removing this
 * process would not help. An optional one is always a note: commands wait for it. Only the log contains
 * the address, because `/readyz` is public.
 */
export class PeerReadiness implements OnApplicationBootstrap {
  private readonly logger = new Logger('Contracts');
  private hasAnswered = false;

  constructor(
    private readonly provider: Provider,
    private readonly peer: Peer,
    readiness?: ReadinessService,
  ) {
    const check = provider.isOptional ? () => this.note() : () => this.check();
    readiness?.register(provider.name, check);
  }

  /** Logs a failure at once; does not delay the start. */
  onApplicationBootstrap(): void {
    const { name, url } = this.provider;
    const peer = `${name} at ${url}`;
    const warn = (reason: string) => this.logger.warn(`${peer}: ${reason}`);
    this.check().then(
      (note) => (note ? warn(note) : this.logger.log(`${peer} answers`)),
      ({ message, cause }: Error) => warn(cause ? `${reasonOf(cause)}. ${this.cure}` : message),
    );
  }

  private note(): Promise<string | undefined> {
    return this.check().catch(({ message }: Error) => message);
  }

  private async check(): Promise<string | undefined> {
    try {
      const { aheadMs, version } = await this.ping();
      this.hasAnswered = true;
      if (version !== WIRE_VERSION) throw this.otherVersion(version);
      return clockNote(this.provider.name, aheadMs, MAX_SKEW_SECONDS);
    } catch (error) {
      if (error instanceof NotReadyError) throw error;
      if (isServiceError(error, commonErrors.not_found)) throw this.refusal();
      if (this.hasAnswered) return (error as Error).message;
      const message = `${(error as Error).message} See the log for the reason. ${this.cure}`;
      throw new NotReadyError(message, { cause: error });
    }
  }

  /**
   * How far the clock of the provider is ahead, in ms, and its version of the wire, if it is reachable
   * and accepts this context.
   */
  private async ping(): Promise<{ aheadMs: number; version: string }> {
    const { transport, resilience } = this.peer;
    const budgetMs = Math.min(this.peer.budgetMs, LONGEST_PING_MS);
    const sentAt = Date.now();
    const { time, version } = await transport.send(
      {
        path: pathOf(this.provider.name, PING),
        body: {},
        headers: {},
        decode: (json) => pong.parse(json),
      },
      { budgetMs, policy: resilience.policy(budgetMs) },
    );
    const now = (sentAt + Date.now()) / 2;
    return { aheadMs: time === undefined ? 0 : Date.parse(time) - now, version };
  }

  private get cure(): string {
    const isTls = this.provider.url.startsWith('https:');
    const variables = [
      apiUrlVariable(this.provider.name),
      ...(isTls ? [apiCaFileVariable(this.provider.name)] : []),
    ];
    return `Check ${variables.join(', ')} and that ${this.provider.name} runs`;
  }

  private otherVersion(version: string): NotReadyError {
    return new NotReadyError(
      `${this.provider.name} has version ${version} of the routes between processes, and this process ` +
        `${WIRE_VERSION}: all calls are refused. Run versions of both that have the same one`,
    );
  }

  /** The refusal itself does not say why: a client that is no context learns nothing. */
  private refusal(): NotReadyError {
    clockNote(this.provider.name, this.peer.transport.aheadMs, MAX_SKEW_SECONDS);
    return new NotReadyError(
      `${this.provider.name} does not know this service, or the server is not ${this.provider.name}. Check the keys of ` +
        `both, made by \`npm run keys\` or in DATA_DIR, and ${apiUrlVariable(this.provider.name)}`,
    );
  }
}

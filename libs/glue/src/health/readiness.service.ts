import { Injectable, Logger } from '@nestjs/common';

/** Rejects with the reason while the thing it looks after cannot be used. */
export type ReadinessCheck = () => Promise<void>;

/** Whether a process can serve, and the state of each thing that it needs. */
export interface Readiness {
  ready: boolean;
  checks: Record<string, 'ok' | 'failing' | 'draining'>;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * Collects what has to work before this process should get requests. Whoever
 * needs something registers a check; `/readyz` asks all of them.
 */
@Injectable()
export class ReadinessService {
  private readonly logger = new Logger(ReadinessService.name);
  private readonly checks = new Map<string, ReadinessCheck>();
  private draining = false;

  /** Adds a check; its name appears in `/readyz`. */
  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the process is not ready: it is about to stop. */
  drain(): void {
    this.draining = true;
  }

  /** Asks every check, none for longer than two seconds. */
  async read(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await this.ask(name, check)] as const),
    );
    const checks: Readiness['checks'] = Object.fromEntries(results);
    if (this.draining) checks['process'] = 'draining';
    return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
  }

  private async ask(name: string, check: ReadinessCheck): Promise<'ok' | 'failing'> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_TIMEOUT_MS);
    });
    try {
      await Promise.race([check(), timeout]);
      return 'ok';
    } catch (error) {
      this.logger.warn(`${name} is not ready: ${(error as Error).message}`);
      return 'failing';
    } finally {
      clearTimeout(timer);
    }
  }
}

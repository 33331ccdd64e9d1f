import { Injectable, Logger } from '@nestjs/common';
import { reasonOf } from '../errors/index.js';

/** Rejects while the dependency cannot be used. May resolve to a note for `/readyz`. */
export type ReadinessCheck = () => Promise<string | undefined | void>;

/** Why a check fails, as shown in `/readyz`; its cause, and other errors, are only logged. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

export interface Readiness {
  ready: boolean;
  /** `ok`, a note, or the failure. */
  checks: Record<string, string>;
}

/** The result of one check. */
interface Result {
  name: string;
  passed: boolean;
  state: string;
}

const CHECK_TIMEOUT_MS = 2_000;

/**
 * Collects the checks that must pass before this process gets requests. Each part registers its own
 * checks; `/readyz` runs all of them.
 */
@Injectable()
export class ReadinessService {
  private readonly logger = new Logger(ReadinessService.name);
  private readonly checks = new Map<string, ReadinessCheck>();
  /** The logged states of the failing checks. */
  private readonly logged = new Map<string, string>();
  private readonly endings: (() => void)[] = [];
  private draining = false;
  private running: Promise<Result[]> | undefined;

  register(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** From now on the process is not ready: it is about to stop. */
  drain(): void {
    this.draining = true;
    this.endings.forEach((end) => end());
  }

  /** Calls `end` when the process is about to stop, before requests are waited for. */
  onDrain(end: () => void): void {
    this.endings.push(end);
  }

  /**
   * Runs every check, for at most two seconds each. Who asks meanwhile gets the results of the same
   * run, so that a flood of probes does not take the connections of other requests.
   */
  async read(): Promise<Readiness> {
    const results = await (this.running ??= this.runAll().finally(() => delete this.running));
    const checks = Object.fromEntries(results.map(({ name, state }) => [name, state]));
    if (this.draining) checks['process'] = 'stopping';
    return { ready: !this.draining && results.every(({ passed }) => passed), checks };
  }

  private runAll(): Promise<Result[]> {
    return Promise.all([...this.checks].map(([name, check]) => this.run(name, check)));
  }

  private async run(name: string, check: ReadinessCheck): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_TIMEOUT_MS);
    });
    try {
      const state = (await Promise.race([check(), timeout])) ?? 'ok';
      if (this.logged.delete(name)) this.logger.log(`${name} is ready again`);
      return { name, passed: true, state };
    } catch (error) {
      const isExplained = error instanceof NotReadyError;
      const state = isExplained ? error.message : 'failing';
      const cause = isExplained && error.cause ? ` (${reasonOf(error.cause)})` : '';
      this.logOnce(name, state, reasonOf(error) + cause);
      return { name, passed: false, state };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Logs why a check fails when its state changes, not at each call. */
  private logOnce(name: string, state: string, reason: string): void {
    if (this.logged.get(name) === state) return;
    this.logged.set(name, state);
    this.logger.warn(`${name} is not ready: ${reason}`);
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HealthModule } from '#glue/health';
import type { Placement } from '#glue/kernel';
import { generateKey, keyVariable, publicKeyOf } from '#glue/keys';
import type { Cost } from '../model/cost.js';
import { percentile } from '../model/percentile.js';
import { bindProbe, CALLER, PROBE, type ProbeClient } from './probe.js';

/** Until V8 has compiled all of it, as in a process that has run for a while. */
const WARM_UP = 3_000;
/** Twenty a second. A call soon after another one takes half as long: the machine has not slept. */
const PAUSE_MS = 50;
const INPUT = 'x'.repeat(300);

/**
 * Measures what a call over loopback takes longer than in process, on this machine: with everything
 * that a contract does, such as validation and a signed identity.
 */
export class Calibration {
  private readonly remoteMs: number[] = [];
  private readonly localMs: number[] = [];

  private constructor(
    private readonly provider: ChildProcess,
    private readonly remote: INestApplicationContext,
    private readonly local: INestApplicationContext,
  ) {}

  /** Starts a provider in a process of its own. */
  static async open(): Promise<Calibration> {
    const privateKey = generateKey();
    const provider = fork(fileURLToPath(new URL('provider-process.js', import.meta.url)));
    provider.send(publicKeyOf(privateKey));
    const ended = once(provider, 'exit').then(() => Promise.reject(new Error('the probe ended')));
    const [port] = (await Promise.race([once(provider, 'message'), ended])) as [number];
    ended.catch(() => undefined);
    const env = { PROBE_API_URL: `http://127.0.0.1:${port}`, [keyVariable(CALLER)]: privateKey };
    const remote = await open({ place: 'remote', exposedTo: [], isAsked: true }, env);
    const local = await open({ place: 'hosted', exposedTo: [], isAsked: true }, {});
    for (const app of [remote, local]) for (let i = 0; i < WARM_UP; i++) await timeOf(app);
    return new Calibration(provider, remote, local);
  }

  /** Measures so many calls of either kind, in turn. */
  async measure(calls: number): Promise<void> {
    for (let i = 0; i < calls; i++) {
      await delay(PAUSE_MS);
      this.remoteMs.push(await timeOf(this.remote));
      this.localMs.push(await timeOf(this.local));
    }
  }

  /** By all that was measured. */
  get cost(): Cost['callMs'] {
    const { remoteMs, localMs } = this;
    const beyond = (percent: number) =>
      Math.max(0, percentile(remoteMs, percent) - percentile(localMs, 50));
    return { p50: beyond(50), p99: beyond(99) };
  }

  async close(): Promise<void> {
    this.provider.kill();
    await Promise.all([this.remote.close(), this.local.close()]);
  }
}

async function open(placement: Placement, env: Record<string, string>) {
  const { module } = await bindProbe(placement, env);
  class CallerModule {}
  const root = { module: CallerModule, imports: [HealthModule, module] };
  return NestFactory.createApplicationContext(root, { logger: false });
}

async function timeOf(app: INestApplicationContext): Promise<number> {
  const client = app.get<ProbeClient>(PROBE);
  const start = performance.now();
  await client.echo(INPUT);
  return performance.now() - start;
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Cleanup } from '../cleanup.js';
import { generateKey, publicKeyOf } from '#glue/keys';
import type { Call, CallerKeys, Library } from '../peers/calls/library.js';
import { built } from '../paths.js';

/** Calls per second of one library, one figure per round. */
export interface Speed {
  name: string;
  /** Each call begins after the one before. */
  alone: number[];
  /** 64 calls at a time. */
  many: number[];
}

interface Opened {
  name: string;
  call: Call;
}

const MANY = 64;

/** The libraries that can call in process. */
export async function openLocal(libraries: Library[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const { name, local } of libraries) if (local) opened.push({ name, call: await local() });
  return opened;
}

/** The libraries that can call another process, each with its provider in a process of its own. */
export async function openRemote(libraries: Library[], cleanup: Cleanup): Promise<Opened[]> {
  const privateKey = generateKey();
  const keys = { privateKey, publicKey: publicKeyOf(privateKey) };
  const opened: Opened[] = [];
  for (const { name, connect } of libraries) {
    if (connect)
      opened.push({ name, call: await connect(await provide(name, keys, cleanup), keys) });
  }
  return opened;
}

async function provide(name: string, keys: CallerKeys, cleanup: Cleanup): Promise<number> {
  const child = fork(built('bench/libraries/provider-process.js'), [name]);
  cleanup.add(async () => void child.kill());
  child.send(keys);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${name} has ended`)));
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  ended.catch(() => undefined);
  return port;
}

/** Measures all in turn, round after round; the first round does not count. */
export async function measureCalls(all: Opened[], rounds: number, ms: number): Promise<Speed[]> {
  const speeds = all.map(({ name }): Speed => ({ name, alone: [], many: [] }));
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { call }] of all.entries()) {
      const [alone, many] = [await perSecond(call, 1, ms), await perSecond(call, MANY, ms)];
      if (round === 0) continue;
      speeds[i]!.alone.push(alone);
      speeds[i]!.many.push(many);
    }
  }
  return speeds;
}

async function perSecond(call: Call, callers: number, ms: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  const caller = async () => {
    while (performance.now() - start < ms) await call(count++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (count * 1_000) / (performance.now() - start);
}

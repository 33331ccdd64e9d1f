import type { OutcomeStore } from '#glue/transaction';
import { newIdempotencyKey } from '../commands/idempotency-key.js';
import type { InputOf, ServiceOf } from '../contract/client-of.js';
import type { Call, Contract } from '../contract/contract.js';
import {
  CALLER,
  inProcess,
  type OpenBinding,
  type OpenBindingTo,
  overHttp,
  UNSTORED,
} from './bindings.suite.js';

/** Inputs of each call that the provider of a test answers with a result. */
export type Examples<C extends Contract> = {
  readonly [Name in keyof C['calls']]?: readonly InputOf<C['calls'][Name]>[];
};

/** The provider in a test. */
export interface Subject<C extends Contract> {
  service: ServiceOf<C>;
  examples: Examples<C>;
  /** For its commands, which need one to be served. */
  outcomes?: OutcomeStore;
  close(): Promise<void>;
}

/** Asks a call in one of the bindings. */
export type Ask = (input: unknown, options?: { idempotencyKey: string }) => Promise<unknown>;

/** The clients of a provider in both bindings. */
export class BothBindings<C extends Contract = Contract> {
  private subject?: Subject<C>;
  private bindings: OpenBinding<C>[] = [];

  constructor(
    private readonly contract: C,
    private readonly openSubject: () => Promise<Subject<C>>,
    private readonly remote: OpenBindingTo = overHttp,
  ) {}

  async open(): Promise<void> {
    const subject = (this.subject = await this.openSubject());
    const caller = callerOfAll(this.contract);
    for (const open of [inProcess, this.remote]) {
      this.bindings.push(await open(this.contract, subject.service, caller, subject.outcomes));
    }
  }

  async close(): Promise<void> {
    for (const { close } of this.bindings) await close();
    await this.subject?.close();
  }

  /** Whether the outcome of a command is known when its key is used again. */
  get isStored(): boolean {
    return this.subject!.outcomes !== UNSTORED;
  }

  /** In process, and over HTTP. */
  asks({ name }: Call): [Ask, Ask] {
    return this.bindings.map(({ client }) => (client as Record<string, Ask>)[name]!) as [Ask, Ask];
  }

  examplesOf({ name }: Call): unknown[] {
    const examples = (this.subject!.examples as Record<string, unknown[] | undefined>)[name] ?? [];
    if (examples.length === 0) throw new Error(`give describeContract an example of ${name}`);
    return examples;
  }
}

/** The options of one effect: a new key for a command. */
export function oneEffect({ kind }: Call): Parameters<Ask>[1] {
  return kind === 'command' ? { idempotencyKey: newIdempotencyKey() } : undefined;
}

/** A context that all calls allow. */
function callerOfAll({ calls }: Contract): string {
  const lists = Object.values(calls).flatMap(({ callers }) => (callers ? [callers] : []));
  return lists[0]?.find((name) => lists.every((list) => list.includes(name))) ?? CALLER;
}

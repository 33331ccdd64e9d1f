import { validInput } from '#glue/fields';
import type {
  OperatedOutbox,
  OutboxStore,
  OutboxTransaction,
  ParkedCommand,
  Recipients,
  Retried,
} from '#glue/outbox';
import type { Sealer } from '#glue/sealing';
import { keyAgeMs, newIdempotencyKey, REPEATABLE_MS } from '../commands/idempotency-key.js';
import { withoutSealer } from '../commands/without-sealer.js';
import { assertBodyFits } from '../contract/assert-body-fits.js';
import type { CallDeclaration } from '../contract/call.js';
import type { InputOf } from '../contract/client-of.js';
import type { Call, Contract } from '../contract/contract.js';
import { storedInput } from './stored-input.js';

/** An hour less than a key can be repeated: by so much clocks may differ. */
export const LONGEST_EXPIRY_MS = REPEATABLE_MS - 3_600_000;
const LISTED = 1_000;

/** What may be set for a command that is put into an outbox. */
export interface PutOptions {
  /**
   * After this time it is parked instead of delivered, in milliseconds. At most 23 hours, which is the
   * default: its key is valid for a day.
   */
  expiresInMs?: number;
  /** Delivered after all earlier ones with this text, in the order of their commits. A parked one holds up those behind it. */
  orderBy?: string;
  /** Whom it is about, such as a public id, so that `forget` finds it. */
  subject?: string;
}

/** What an outbox may have. */
export interface OutboxOptions {
  /** Those of its contracts that the context only sends commands to. */
  recipients?: Recipients | undefined;
  /** Seals secret fields. */
  sealer?: Sealer | undefined;
  /** The commands that are put into it; all of its contracts without it. */
  only?: readonly Command[] | undefined;
}

/** Any command of a contract. */
export type Command = Call<string, CallDeclaration<'command'>>;

/**
 * The outbox of a context: commands to other contexts that must happen if a transaction commits. Each
 * has one effect, unless it is parked.
 */
export class Outbox implements OperatedOutbox {
  private readonly wakes = new Map<string, () => void>();
  private readonly recipients: Recipients;
  private readonly sealer: Sealer | undefined;
  private readonly only: readonly Command[] | undefined;

  /**
   * @param contracts those that it delivers commands to
   * @throws Error if the commands have secret fields, and there is no sealer
   */
  constructor(
    private readonly context: string,
    private readonly store: OutboxStore,
    private readonly contracts: readonly Contract[],
    { recipients = {}, sealer, only }: OutboxOptions = {},
  ) {
    this.recipients = recipients;
    this.sealer = sealer;
    this.only = only;
    const calls = only ?? contracts.flatMap((each) => Object.values(each.calls));
    const secret = calls.find(
      ({ kind, crossing }) => kind === 'command' && crossing.input.secrets.length > 0,
    );
    if (secret && !sealer) throw withoutSealer(context, secret.fullName);
  }

  /** Whether commands for a contract arrive: `false` if no process of this installation has its context. */
  reaches({ name }: Contract): boolean {
    return this.recipients[name] ?? this.contracts.some((each) => each.name === name);
  }

  /**
   * Stores a command in a transaction of the context's database. It is sent after the commit.
   *
   * @throws ServiceError `validation_failed` if the input does not fit the call
   * @throws Error outside of a transaction, for a contract that it does not reach, or an expiry that
   * is too long
   */
  async put<C extends Command>(
    transaction: OutboxTransaction,
    call: C,
    input: InputOf<C>,
    { expiresInMs = LONGEST_EXPIRY_MS, orderBy, subject }: PutOptions = {},
  ): Promise<void> {
    const { contract, name, crossing } = call;
    this.assertSends(call, expiresInMs);
    const encoded = validInput(crossing.input.encode, input);
    assertBodyFits(JSON.stringify({ input: encoded }));
    const body = JSON.stringify(storedInput(call, encoded, this.sealer));
    const key = newIdempotencyKey();
    const command = { contract, call: name, key, body, expiresInMs, orderBy, subject };
    await this.store.put(transaction, command, () => this.wake(contract));
  }

  counts() {
    return this.store.counts();
  }

  /** The parked commands, oldest first, at most a thousand. Without inputs, which may be personal. */
  parked(limit = LISTED): Promise<ParkedCommand[]> {
    return this.store.parked(limit);
  }

  /**
   * Delivers a parked command again. One that was refused by an error of its call gets a new key. Any
   * other one keeps its key: perhaps it had its effect, and no answer. Later than a day that needs
   * `mayRepeat`.
   *
   * @returns `may_repeat` if it could be a second effect, and was not agreed to
   */
  async retry(id: string, { mayRepeat = false } = {}): Promise<Retried> {
    const [command] = await this.store.parked(1, id);
    if (!command) return 'not_parked';
    const leftMs = LONGEST_EXPIRY_MS - keyAgeMs(command.key);
    const isCertain = this.hadNoEffect(command);
    if (!isCertain && leftMs <= 0 && !mayRepeat) return 'may_repeat';
    const keeps = !isCertain && leftMs > 0;
    const [key, expiresInMs] = keeps
      ? [command.key, leftMs]
      : [newIdempotencyKey(), LONGEST_EXPIRY_MS];
    const contract = await this.store.unpark(id, key, expiresInMs);
    if (contract === undefined) return 'not_parked';
    this.wake(contract);
    return 'retried';
  }

  /** Removes a parked command, so that those behind it are delivered. @returns `false` if it is not parked */
  async drop(id: string): Promise<boolean> {
    const due = await this.store.removeParked(id);
    due?.forEach((contract) => this.wake(contract));
    return due !== undefined;
  }

  /**
   * Removes all commands with this subject, parked ones included, in the open transaction if there is
   * one. One that is being sent may still arrive.
   *
   * @returns how many
   */
  forget(subject: string): Promise<number> {
    return this.store.forget(subject);
  }

  /** Calls `wake` when there are commands for a contract. */
  onCommands(contract: string, wake: () => void): void {
    this.wakes.set(contract, wake);
  }

  wake(contract: string): void {
    this.wakes.get(contract)?.();
  }

  private assertSends({ contract, fullName }: Command, expiresInMs: number): void {
    if (!this.contracts.some((each) => each.name === contract)) {
      throw new Error(
        `the outbox of ${this.context} does not deliver to ${contract}: list its contract`,
      );
    }
    if (this.only && !this.only.some((each) => each.fullName === fullName)) {
      throw new Error(`the outbox of ${this.context} does not have ${fullName}: list the command`);
    }
    if (this.recipients[contract] === false) {
      throw new Error(
        `no command of ${this.context} reaches ${contract} here: ask reaches() before a put`,
      );
    }
    if (!(expiresInMs > 0 && expiresInMs <= LONGEST_EXPIRY_MS)) {
      throw new Error(`${fullName}: a command expires in 1 to ${LONGEST_EXPIRY_MS} ms`);
    }
  }

  /** Providers store an error that the call declares with its key. Others may be answers to a repetition. */
  private hadNoEffect({ contract, call, hasExpired, tries, code }: ParkedCommand): boolean {
    const { calls } = this.contracts.find(({ name }) => name === contract) ?? {};
    const isStored = calls?.[call]?.errors?.includes(code!) ?? false;
    return tries === 0 || (!hasExpired && isStored);
  }
}

import type { Socket } from 'node:net';
import pg, { type ClientConfig, type Connection } from 'pg';
import { toSafeInteger } from './schema/safe-integer.js';
import { inSchema, type RenamedSchema } from './schema/schema-name.js';
import { withoutValues } from './statements/without-values.js';

export interface LimitedClientConfig extends ClientConfig {
  answerLimitMs?: number;
  renamedSchema?: RenamedSchema | undefined;
}

/** The members of pg's client that its types lack. */
interface Internals {
  /** `false` while a statement runs. */
  readyForQuery: boolean;
  connection: { stream: Socket } & Pick<Connection, 'on'>;
}

/**
 * A connection to PostgreSQL that never ends the process, whose errors contain no values of
 * parameters or rows, and that never waits forever: a statement without a response within
 * `answerLimitMs` fails with `ETIMEDOUT`, and its connection is destroyed. The server's own limits
 * do not help when the server hangs or the network drops packets.
 */
export class LimitedClient extends pg.Client {
  /** Set to `false` for statements without a time limit. */
  isLimited = true;

  constructor(config: LimitedClientConfig = {}) {
    super(config);
    // The pool removes its error listener when it hands out a connection, and TypeORM adds its own
    // later. Without this listener an error in between would end the process.
    this.on('error', () => {});
    this.setTypeParser(pg.types.builtins.INT8, toSafeInteger);
    // Before pg's own listener, which passes it to the caller.
    this.internals.connection.on('errorMessage', withoutValues);
    const { answerLimitMs, renamedSchema } = config;
    if (renamedSchema) this.query = inSchema(this.query.bind(this), renamedSchema);
    if (answerLimitMs) this.once('connect', () => this.limitAnswers(answerLimitMs));
  }

  /** Uses the socket's inactivity timer, which costs almost nothing per statement. */
  private limitAnswers(limitMs: number): void {
    const { stream } = this.internals.connection;
    stream.setTimeout(limitMs).on('timeout', () => {
      const { bytesRead } = stream;
      // If this process itself was stopped, the response is in the socket and is read first.
      setImmediate(() => {
        if (this.internals.readyForQuery || !this.isLimited) return;
        if (stream.bytesRead === bytesRead) stream.destroy(noAnswerWithin(limitMs));
      });
    });
  }

  private get internals(): Internals {
    return this as unknown as Internals;
  }
}

function noAnswerWithin(limitMs: number): Error {
  const error = new Error(`PostgreSQL gave no answer within ${limitMs / 1_000} s`);
  return Object.assign(error, { code: 'ETIMEDOUT' });
}

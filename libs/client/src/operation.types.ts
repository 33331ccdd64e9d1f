import type { components, paths } from './openapi.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The paths of the API that have a method, with names in braces: `/api/v2/items/{id}`; not that of the stream. */
export type PathOf<M extends Method> = Exclude<
  {
    [P in keyof paths]: paths[P] extends Record<Lowercase<M>, object> ? P : never;
  }[keyof paths],
  '/api/v2/events'
>;

/** The operation of a method and a path, as the API document has it. */
export type Operation<M extends Method, P extends PathOf<M>> = paths[P][Lowercase<M> &
  keyof paths[P]];

/** A schema of the API document by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** The body of an error. */
export type ProblemBody = Schema<'Problem'>;

/** An email and a password, sent as Basic credentials. */
export interface Credentials {
  email: string;
  password: string;
}

/** What each call may have. */
export interface CommonOptions {
  /** Ends the call: it rejects with the reason of the signal. */
  signal?: AbortSignal;
  credentials?: Credentials;
  /** The request continues when the page is closed. */
  keepalive?: boolean;
  /** The idempotency key of a call that takes one, instead of a new one: at most one call with it has an effect. */
  key?: string;
}

type Parameters<O, Place extends string> = O extends { parameters: { [K in Place]?: infer V } }
  ? Exclude<V, undefined>
  : never;

/** The client sends it by itself. */
type OwnHeaders<H> = [H] extends [never] ? never : Omit<H, 'Idempotency-Key'>;

/** A field that may be left out if its value may be empty, and must be if it has none. */
type Field<Name extends string, Value> = [Value] extends [never]
  ? { [K in Name]?: never }
  : object extends Value
    ? { [K in Name]?: Value }
    : { [K in Name]: Value };

interface Json<Body> {
  content: { 'application/json': Body };
}

type BodyField<O> = O extends { requestBody: Json<infer Body> }
  ? { body: Body }
  : O extends { requestBody?: Json<infer Body> }
    ? { body?: Body }
    : { body?: never };

/** What an operation takes: `path`, `query`, `headers` and `body`, and what each call may have. */
export type OptionsOf<O> = CommonOptions &
  Field<'path', Parameters<O, 'path'>> &
  Field<'query', Parameters<O, 'query'>> &
  Field<'headers', OwnHeaders<Parameters<O, 'header'>>> &
  BodyField<O>;

/** The options may be left out if the operation needs none. */
export type ArgumentsOf<O> =
  object extends OptionsOf<O> ? [options?: OptionsOf<O>] : [options: OptionsOf<O>];

type Success = 200 | 201 | 202 | 204 | 304;
type JsonOf<Response> = Response extends Json<infer Body> ? Body : undefined;

/** The body of the answers of an operation that are no errors; `undefined` of an empty one. */
export type BodyOf<O> = O extends { responses: infer R }
  ? { [Status in keyof R & Success]: JsonOf<R[Status]> }[keyof R & Success]
  : never;

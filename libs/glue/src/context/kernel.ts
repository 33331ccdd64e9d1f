import type { DynamicModule, Type } from '@nestjs/common';
import type { ConfigPart, ServerConfig } from '../config/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { ApiOptions } from '../server/index.js';

/**
 * Where a context runs, relative to a process that calls it:
 *
 * - `hosted`: in this process, with all contexts that call it
 * - `exposed`: in this process, and other processes call it too
 * - `embedded`: in this process, without routes, because the app does not host it
 * - `remote`: in another process
 */
export type Place = 'hosted' | 'exposed' | 'embedded' | 'remote';

/** The public API of a context, and its bindings for each place. */
export interface Kernel {
  context: string;
  heading: string;
  errors: ErrorTable;
  api: ApiOptions;
  /** The place of a context that the app does not host, according to the environment. */
  placeForApp(): 'embedded' | 'remote';
  /** The place for a command, which reads the variables of any app. */
  placeForCommand(): 'embedded' | 'remote';
  places: Record<Place, Placement>;
}

/** The binding of a context at one of its places. */
export interface Placement<Config extends ServerConfig = ServerConfig> {
  variables: readonly ConfigPart[];
  /** Exports the client of the context to the whole process. */
  module(config: Config, caller: CallingProcess): Promise<DynamicModule>;
}

export interface CallingProcess {
  /** Its name towards other services. */
  service: string;
  /** The context, if it runs in this process. */
  local?: LocalContext | undefined;
}

/** A context in this process, and the provider of its kernel's interface, if it has one. */
export interface LocalContext {
  module: DynamicModule;
  client: Type | undefined;
}

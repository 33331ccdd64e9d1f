import type { DynamicModule, Type } from '@nestjs/common';
import type { ConfigPart, ServerConfig } from '../config/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { ApiOptions } from '../server/index.js';

/**
 * Where a context runs, as a process that asks it sees it:
 *
 * - `hosted`: in this process, with all contexts that ask it
 * - `exposed`: in this process, which other processes ask too
 * - `embedded`: in this process, without routes, as the app does not host it
 * - `remote`: in another process
 */
export type Place = 'hosted' | 'exposed' | 'embedded' | 'remote';

/** What others may know of a context, and how they reach it wherever it runs. */
export interface Kernel {
  /** The context that answers. */
  context: string;
  /** What it is about, in a few words. */
  heading: string;
  errors: ErrorTable;
  api: ApiOptions;
  /** Where an app that does not host the context finds it, by the environment. */
  placeForApp(): 'embedded' | 'remote';
  /** Where a command finds it, which reads the variables of whatever apps there are. */
  placeForCommand(): 'embedded' | 'remote';
  places: Record<Place, Placement>;
}

/** How a context is reached at one of its places. */
export interface Placement<Config extends ServerConfig = ServerConfig> {
  variables: readonly ConfigPart[];
  /** Offers the client of the context to the whole process. */
  module(config: Config, asker: Asker): Promise<DynamicModule>;
}

/** The process that asks. */
export interface Asker {
  /** The name by which it speaks for itself. */
  service: string;
  /** The context, where it runs in this process. */
  local?: LocalContext | undefined;
}

/** A context in this process: its module, and the provider of it that answers others, if any does. */
export interface LocalContext {
  module: DynamicModule;
  client: Type | undefined;
}

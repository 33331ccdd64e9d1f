import type { DynamicModule, Provider, Type } from '@nestjs/common';
import type { ConfigPart, ServerConfig } from '../config/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { Keys } from '../keys/index.js';
import type { PretendedNetwork } from '../pretended-network/index.js';
import type { ApiOptions } from './api-options.js';

/**
 * Where a context runs, relative to a process that calls it:
 *
 * - `hosted`: in this process
 * - `embedded`: in this process, without routes, because the app does not host it
 * - `remote`: in another process
 */
export type Place = 'hosted' | 'embedded' | 'remote';

/** The place of a context, and who calls it there. */
export interface Placement {
  place: Place;
  /** The contexts of other processes that may call it here: it has internal routes for them. */
  exposedTo: readonly string[];
  /** Other contexts of this process call it. */
  isAsked: boolean;
  /** They only send it commands of their outboxes: this process is ready without it. */
  isOptional?: boolean;
}

/** The public API of a context, and how a process binds it. */
export interface Kernel {
  context: string;
  heading: string;
  errors: ErrorTable;
  api: ApiOptions;
  /** Its processes sign what those of its callers verify, besides their calls. */
  signs?: boolean | undefined;
  /** The contexts that may call it; all of them if absent. */
  callers?: readonly string[] | undefined;
  /** The place of a context that the app does not host, according to the environment. */
  placeForApp(): 'embedded' | 'remote';
  /** The place for a command, which reads the variables of any app. */
  placeForCommand(): 'embedded' | 'remote';
  /** Whether the environment has an address of the context, or development its usual one. */
  isAddressed(): boolean;
  /** The variables that a process with this placement reads. */
  variables(placement: Placement): readonly ConfigPart[];
  /**
   * The internal routes of the context, for its callers in other processes.
   *
   * @param service the provider that answers
   */
  controller(service: Type): Promise<Type>;
  /** The client of the context under its usual names, for the module of one that calls it. */
  clientsFor(caller: string): Provider[];
  /** Exports the clients of the context, one for each caller, to the whole process. */
  module(
    placement: Placement,
    config: ServerConfig,
    process: CallingProcess,
  ): Promise<DynamicModule>;
}

/** A process that binds a kernel. */
export interface CallingProcess {
  /** The contexts that call. The first is that of code which belongs to no context. */
  callers: readonly [string, ...string[]];
  /** The context that answers, if it runs in this process. */
  local?: LocalContext | undefined;
  /** What is pretended to be between the two contexts. */
  network?: PretendedNetwork | undefined;
  keys: Keys;
}

/** A context that calls one in the same process. */
export interface LocalCaller extends Pick<CallingProcess, 'local'> {
  caller: string;
}

/** A context in this process, and the provider of its kernel's interface, if it has one. */
export interface LocalContext {
  module: DynamicModule;
  client: Type | undefined;
}

/** The parts of a module that provides a client. */
export type Binding = Required<Pick<DynamicModule, 'imports' | 'providers'>>;

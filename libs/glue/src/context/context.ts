import type { DynamicModule, Type } from '@nestjs/common';
import type { ConfigOf, ConfigPart, ServerConfig } from '../config/index.js';
import type { ContextDatabase } from '../db/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { ApiOptions, Kernel } from '../kernel/index.js';
import type { Reconciling } from './reconciling.js';

export type Route = 'public' | 'internal';

/** The manifest of a context: all that apps, scripts and checks need. */
export interface Context<Config extends ServerConfig = ServerConfig> {
  /** The name of its folders, its database and its log. */
  name: string;
  heading: string;
  variables: ConfigPart;
  errors: ErrorTable;
  database: ContextDatabase;
  /**
   * The paths of its public routes: each is one of these, or continues it after a slash. No other
   * context has them, so a reverse proxy can tell by the path which app to send a request to.
   */
  paths: readonly string[];
  api?: Pick<ApiOptions, 'maxParamLength'>;
  /** The contexts that it calls, through their kernels. */
  uses: readonly Kernel[];
  /** Its kernel, and the provider that implements the kernel's interface. */
  answers?: { kernel: Kernel; client: Type };
  /** Serves the given routes; without any it only serves callers in the process. */
  module(config: Config, routes: readonly Route[]): DynamicModule;
  /** Compares its data with the contexts that it calls. */
  reconciling?: Reconciling<Config>;
}

/** Types a manifest: its module gets the values of its variables. */
export function defineContext<Part extends ConfigPart>(
  context: Context<ServerConfig & ConfigOf<Part>> & { variables: Part },
): Context {
  return context;
}

/** All contexts of a project by name; a process loads those that it needs. */
export type ContextList<Name extends string = string> = Readonly<
  Record<Name, () => Promise<Context>>
>;

/** Loads contexts; all of them without names. */
export async function loadContexts<Name extends string>(
  contexts: ContextList<Name>,
  names: readonly Name[] = Object.keys(contexts) as Name[],
): Promise<Context[]> {
  const loaded: Context[] = [];
  // One after the other: they share most of their imports.
  for (const name of names) loaded.push(await contexts[name]());
  return loaded;
}

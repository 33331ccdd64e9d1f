import type { DynamicModule, Type } from '@nestjs/common';
import type { ConfigOf, ConfigPart, ServerConfig } from '../config/index.js';
import type { ContextDatabase } from '../db/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { ApiOptions } from '../server/index.js';
import type { Kernel } from './kernel.js';
import type { Reconciling } from './reconciling.js';

/** Routes for people, and those for other services. */
export type Route = 'public' | 'internal';

/** The manifest of a context: all that apps, scripts and checks have to know of it. */
export interface Context<Config extends ServerConfig = ServerConfig> {
  /** Names its folders, its database and its log. */
  name: string;
  /** What it is about, in a few words. */
  heading: string;
  variables: ConfigPart;
  errors: ErrorTable;
  database: ContextDatabase;
  /** The paths of its public routes begin with one of these. */
  paths: readonly string[];
  api?: Pick<ApiOptions, 'maxParamLength'>;
  /** The contexts that it asks, by their kernels. */
  asks: readonly Kernel[];
  /** Its own kernel, and the provider that answers what others ask. */
  answers?: { kernel: Kernel; client: Type };
  /** Serves the routes that are named; without any it only answers in the process. */
  module(config: Config, routes: readonly Route[]): DynamicModule;
  /** Compares what it stores with the contexts that it asks. */
  reconciling?: Reconciling<Config>;
}

/** Types a manifest: its module takes the values of its variables. */
export function defineContext<Part extends ConfigPart>(
  context: Context<ServerConfig & ConfigOf<Part>> & { variables: Part },
): Context {
  return context;
}

/** All contexts of a project by their names; a process loads those that it needs. */
export type ContextList<Name extends string = string> = Readonly<
  Record<Name, () => Promise<Context>>
>;

/** Loads contexts, all of them if no names are given. */
export async function loadContexts<Name extends string>(
  contexts: ContextList<Name>,
  names: readonly Name[] = Object.keys(contexts) as Name[],
): Promise<Context[]> {
  const loaded: Context[] = [];
  // One after the other: they have most of what they import in common.
  for (const name of names) loaded.push(await contexts[name]());
  return loaded;
}

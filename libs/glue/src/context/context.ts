import type { DynamicModule, ModuleMetadata, Type } from '@nestjs/common';
import type { ConfigOf, ConfigPart, ServerConfig } from '../config/index.js';
import { type ContextDatabase, DatabaseModule } from '../db/index.js';
import type { ErrorTable } from '../errors/index.js';
import type { ApiOptions, Kernel } from '../kernel/index.js';
import { outboxTool } from '../outbox-tool/index.js';
import type { Tool } from '../tools/index.js';

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
  api?: Pick<ApiOptions, 'maxParamLength' | 'tags'>;
  /** The contexts that it calls, through their kernels. */
  uses: readonly Kernel[];
  /** The contexts that only commands of its outbox go to: it works without them. */
  sendsTo?: readonly Recipient[];
  /** Its kernel, and the provider that implements the kernel's interface. */
  answers?: { kernel: Kernel; client: Type };
  /** With its public routes as controllers, and exporting what answers its callers. */
  module(config: Config): DynamicModule;
  /** It stores secrets: its module gets a `Sealer`, and its processes need a `DATA_KEY`. */
  seals?: boolean;
  /** The file that it uses instead of a database, and that one process at a time has open. */
  ownFile?(config: Config): string | undefined;
  /** What operators run: `npm run <name>`. */
  tools?: readonly Tool[];
  /** Runs tools in a process of their own; `module` without routes if absent. */
  toolsModule?(config: Config): DynamicModule;
}

/** A context that another one sends commands to, where a process hosts it or has its address. */
export interface Recipient {
  kernel: Kernel;
  /** Checks the variables of a process whose commands reach it. */
  check?: ConfigPart['check'];
}

type Optional = 'variables' | 'errors' | 'module';

/** A manifest, as its context writes it. */
type Declared<Part extends ConfigPart> = Omit<Context<ServerConfig & ConfigOf<Part>>, Optional> & {
  /** Those beside the variables of its database. */
  variables?: Part;
  /** Those beside the errors of its contract. */
  errors?: ErrorTable;
} & (Pick<Context<ServerConfig & ConfigOf<Part>>, 'module'> | { parts: Parts });

/** What a context without a module of its own provides, beside its database. */
type Parts = Pick<ModuleMetadata, 'controllers' | 'providers'> & {
  /** Providers that work on their own, such as followers of events: tools run without them. */
  background?: ModuleMetadata['providers'];
};

/**
 * Types a manifest: its module gets the values of its variables. Its outbox, if it has one, has
 * `npm run outbox`.
 */
export function defineContext<Part extends ConfigPart>({
  variables,
  errors = {},
  ...context
}: Declared<Part>): Context {
  const shape = { ...context.database.variables.shape, ...variables?.shape };
  const tools = [...(context.tools ?? []), outboxTool(context.name)];
  const given = { ...context, errors, variables: { ...variables, shape }, tools };
  if (!('parts' in context)) return { ...given, module: context.module };
  const { background = [], ...parts } = context.parts;
  const providers = [...(parts.providers ?? []), ...background];
  return {
    toolsModule: moduleOf(context, { providers: parts.providers }),
    ...given,
    module: moduleOf(context, { ...parts, providers }),
  };
}

function moduleOf({ database, answers }: Pick<Context, 'database' | 'answers'>, parts: Parts) {
  class ContextModule {}
  return (config: ServerConfig): DynamicModule => ({
    module: ContextModule,
    imports: [DatabaseModule.forRoot(database, config)],
    ...parts,
    exports: answers ? [answers.client] : [],
  });
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

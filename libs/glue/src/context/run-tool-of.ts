import { existsSync } from 'node:fs';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type ServerConfig, variablePrefix } from '../config/index.js';
import { StartError } from '../errors/index.js';
import type { Kernel } from '../kernel/index.js';
import {
  EXIT,
  runAtOwner,
  runTool,
  type Terminal,
  type Tool,
  type ToolOutcome,
} from '../tools/index.js';
import { compose, type Composition } from './compose.js';
import { type Context, type ContextList, loadContexts } from './context.js';
import { hostedContexts } from './hosted-contexts.js';
import { ownPath } from './own-path.js';

/**
 * Runs a tool of each context here that has it, and resolves to the worst outcome. Reads the variables
 * of the servers: contexts that `CONTEXTS` does not name, or that have an address, are not here. A
 * context whose data another process has open is asked there; else it is composed here: with clients
 * of contexts in other processes, and with the others on their databases.
 *
 * @throws StartError
 */
export async function runToolOf(
  contexts: ContextList,
  name: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<ToolOutcome> {
  let worst: ToolOutcome | undefined;
  for (const context of await loadContexts(contexts, hostedContexts(Object.keys(contexts)))) {
    const tool = context.tools?.find((each) => each.name === name);
    if (tool && args.includes('--help')) {
      await terminal.print(tool.help);
      return { exit: EXIT.done };
    }
    if (!tool || isElsewhere(context)) continue;
    if (!(tool.accepts?.(args) ?? true)) continue;
    tool.prepare(args); // explains them before anything is opened
    const outcome = await runOne(contexts, context, { tool, args, terminal });
    if (!worst || outcome.exit > worst.exit || outcome.error) worst = outcome;
    if (worst.error) break;
  }
  if (!worst) throw new StartError(`No context here has a tool "${name}" for this.`);
  return worst;
}

function isElsewhere({ answers }: Context): boolean {
  return answers?.kernel.placeForCommand() === 'remote';
}

interface Run {
  tool: Tool;
  args: readonly string[];
  terminal: Terminal;
}

async function runOne(
  contexts: ContextList,
  context: Context,
  { tool, args, terminal }: Run,
): Promise<ToolOutcome> {
  const composition = await compose(contexts, {
    hosts: [context.name],
    port: 0,
    placeOf: (kernel) => ({ place: kernel.placeForCommand(), exposedTo: [] }),
    ...asServersDo(contexts),
    moduleOf: withoutRoutes,
  });
  assertDatabases(composition);
  const path = ownPath(context, composition.config);
  if (path && !existsSync(path)) {
    const message = `${context.name}: there is no data at ${path}`;
    if (tool.needsData?.(args)) throw new StartError(message);
    await terminal.print(message);
    return { exit: EXIT.done };
  }
  const outcome = path && (await runAtOwner(path, tool.name, args, terminal));
  if (outcome) return outcome;
  const options = { logger: false, abortOnError: false } as const;
  // Created only: what a server starts when it is initialized, such as housekeeping, is for servers.
  const app = await NestFactory.create(composition.module, new FastifyAdapter(), options);
  try {
    return await runTool(tool, args, (provider) => app.get(provider), terminal);
  } finally {
    await app.close();
  }
}

function withoutRoutes(context: Context, config: ServerConfig): DynamicModule {
  return context.toolsModule?.(config) ?? { ...context.module(config), controllers: [] };
}

/** What a tool puts into an outbox is sent by the servers, whose variables it reads. */
function asServersDo(contexts: ContextList) {
  const hosted = hostedContexts(Object.keys(contexts));
  const reaches = (kernel: Kernel) => hosted.includes(kernel.context) || kernel.isAddressed();
  return { reaches, delivers: false };
}

/** An embedded database beside a PostgreSQL would be created, empty. */
function assertDatabases({ config, hosted, embedded }: Composition): void {
  const isSet = (variable: string) => (config as Record<string, unknown>)[variable] !== undefined;
  const set = hosted.map(({ database }) => database.urlVariable).find(isSet);
  const unset = embedded.find(({ database }) => !isSet(database.urlVariable));
  if (!set || !unset) return;
  throw new StartError(
    `${unset.database.urlVariable}: is not set, while ${set} is. Set it as in the monolith, or ` +
      `set ${variablePrefix(unset.name)}_API_URL if ${unset.name} is a separate process.`,
  );
}

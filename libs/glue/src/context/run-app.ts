import { type ErrorTable, joinErrors } from '../errors/index.js';
import type { ApiOptions, Kernel } from '../kernel/index.js';
import { type App, serve } from '../server/index.js';
import { compose, type Composition } from './compose.js';
import type { ContextList } from './context.js';
import { hostedContexts } from './hosted-contexts.js';
import { serveTools } from './serve-tools.js';

export interface AppOptions<Name extends string = string> {
  name: string;
  /** The contexts that it hosts; those of `CONTEXTS` if empty. */
  hosts?: readonly Name[];
  /** The port, unless `PORT` is set. */
  port: number;
  /** By default, what its contexts are for. */
  description?: string;
  /** A folder with a web page. It is served where all contexts that it calls are hosted. */
  page?: { folder: string; calls: readonly string[] } | undefined;
}

/** Runs an app until it receives a signal. */
export function runApp<Name extends string>(
  contexts: ContextList<Name>,
  app: AppOptions<Name>,
): Promise<void> {
  return serve(app.name, () => composeApp(contexts, app));
}

/**
 * An app, ready to be served. Hosted contexts have internal routes if other contexts run elsewhere.
 *
 * @throws Error if two contexts define the same error code
 */
export async function composeApp<Name extends string>(
  contexts: ContextList<Name>,
  { hosts, port, description, page }: AppOptions<Name>,
): Promise<App> {
  const all = Object.keys(contexts) as Name[];
  const hosted: readonly Name[] = hosts ?? hostedContexts(all);
  const isHosted = (name: string) => hosted.includes(name as Name);
  const composition = await compose(contexts, {
    hosts: hosted,
    port,
    placeOf: (kernel) => ({
      place: isHosted(kernel.context) ? 'hosted' : kernel.placeForApp(),
      exposedTo: isHosted(kernel.context)
        ? callersOf(kernel, all).filter((each) => !isHosted(each))
        : [],
    }),
    reaches: (kernel) => isHosted(kernel.context) || kernel.isAddressed(),
    moduleOf: (context, config) => context.module(config),
  });
  const headings = composition.hosted.map(({ heading }) => `${heading}.`).join(' ');
  const api = { description: description ?? headings, ...apiOf(composition) };
  const folder = page?.calls.every(isHosted) ? page.folder : undefined;
  return {
    config: composition.config,
    module: serveTools(composition),
    page: folder,
    api,
    contexts: Object.fromEntries(composition.hosted.map(({ name, paths }) => [name, paths])),
  };
}

/** The contexts that may call a kernel. */
function callersOf({ context, callers }: Kernel, all: readonly string[]): readonly string[] {
  return (callers ?? all).filter((name) => name !== context);
}

function apiOf({ hosted, kernels }: Composition): ApiOptions {
  const errors: ErrorTable[] = [...kernels, ...hosted].map((each) => each.errors);
  joinErrors(errors);
  const lengths = hosted.flatMap(({ api }) => api?.maxParamLength ?? []);
  return {
    errors,
    tags: tagsOf(hosted),
    securitySchemes: Object.fromEntries(
      kernels.flatMap(({ api }) => Object.entries(api.securitySchemes ?? {})),
    ),
    requestHeaders: kernels.flatMap(({ api }) => api.requestHeaders ?? []),
    responseHeaders: kernels.flatMap(({ api }) => api.responseHeaders ?? []),
    ...(lengths.length > 0 && { maxParamLength: Math.max(...lengths) }),
  };
}

/**
 * The tags of contexts: those that call others are first. What several contexts have is where the last
 * one has it.
 */
function tagsOf(hosted: Composition['hosted']): Record<string, string> {
  const all = [...hosted].reverse().flatMap(({ api }) => Object.entries(api?.tags ?? {}));
  const last = all.filter(([name], at) => all.findLastIndex(([other]) => other === name) === at);
  return Object.fromEntries(last);
}

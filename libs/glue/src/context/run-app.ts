import { type ErrorTable, joinErrors } from '../errors/index.js';
import { type ApiOptions, type App, serve } from '../server/index.js';
import { compose, type Composition } from './compose.js';
import type { ContextList } from './context.js';

export interface AppOptions<Name extends string = string> {
  name: string;
  /** The contexts that it hosts; all of them if empty. */
  hosts?: readonly Name[];
  /** The port, unless `PORT` is set. */
  port: number;
  description: string;
  page?: string | undefined;
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
  { name, hosts, port, description, page }: AppOptions<Name>,
): Promise<App> {
  const all = Object.keys(contexts);
  const hosted: readonly string[] = hosts ?? all;
  const place = all.every((each) => hosted.includes(each)) ? 'hosted' : 'exposed';
  const composition = await compose(contexts, {
    service: name,
    hosts,
    port,
    placeOf: (kernel) => (hosted.includes(kernel.context) ? place : kernel.placeForApp()),
    moduleOf: (context, config, seenAs) =>
      context.module(config, seenAs === 'exposed' ? ['public', 'internal'] : ['public']),
  });
  const api = { description, ...apiOf(composition) };
  return { config: composition.config, module: composition.module, page, api };
}

function apiOf({ hosted, kernels }: Composition): ApiOptions {
  const errors: ErrorTable[] = [...kernels, ...hosted].map((each) => each.errors);
  joinErrors(errors);
  const lengths = hosted.flatMap(({ api }) => api?.maxParamLength ?? []);
  return {
    errors,
    securitySchemes: Object.fromEntries(
      kernels.flatMap(({ api }) => Object.entries(api.securitySchemes ?? {})),
    ),
    requestHeaders: kernels.flatMap(({ api }) => api.requestHeaders ?? []),
    responseHeaders: kernels.flatMap(({ api }) => api.responseHeaders ?? []),
    ...(lengths.length > 0 && { maxParamLength: Math.max(...lengths) }),
  };
}

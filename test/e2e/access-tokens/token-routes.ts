import { send } from '../../support/client.js';
import type { RunningSystem } from '../../support/topology.js';

/** A route that requires a token. */
interface TokenRoute {
  method: string;
  /** With `1` for each parameter. */
  url: string;
  /** The scope with which it accepts access tokens. */
  scope: string | undefined;
}

interface Operation {
  security?: Record<string, unknown>[];
  'x-scope'?: string;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

/** All routes of auth and todo that require a token, by their API documents. */
export async function tokenRoutesOf({ authUrl, todoUrl }: RunningSystem): Promise<TokenRoute[]> {
  const routes: TokenRoute[] = [];
  for (const address of new Set([authUrl, todoUrl])) {
    const { body } = await send<Document>('GET', `${address}/docs-json`);
    for (const [path, operations] of Object.entries(body.paths)) {
      const url = address + path.replaceAll(/\{\w+\}/g, '1');
      for (const [method, operation] of Object.entries(operations)) {
        if (!operation.security?.some((way) => 'token' in way)) continue;
        routes.push({ method: method.toUpperCase(), url, scope: operation['x-scope'] });
      }
    }
  }
  return routes;
}

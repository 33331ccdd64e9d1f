import type { RecordedRequest } from '#glue/recording';
import { contextOf, type Recording } from '../recordings/recording.js';

/** The successful requests of each route of a context. */
export function byRoute({ requests, contexts }: Recording): Map<string, RecordedRequest[]> {
  const routes = new Map<string, RecordedRequest[]>();
  for (const request of requests) {
    const { method, route, status } = request;
    if (!/^[23]/.test(status) || !contextOf(route, contexts)) continue;
    const name = `${method} ${route}`;
    const known = routes.get(name);
    if (known) known.push(request);
    else routes.set(name, [request]);
  }
  return routes;
}

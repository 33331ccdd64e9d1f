/** The routes that load balancers and orchestrators call. They do not count as traffic. */
export const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** The routes that load balancers and orchestrators ask. What they ask is no traffic of users. */
export const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

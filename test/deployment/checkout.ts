import { fileURLToPath } from 'node:url';

/** The folder of the project, with a slash at its end. */
export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

/** The targets of the Dockerfile, and the ports of their apps. */
export const APPS = [
  { app: 'monolith', port: 8001 },
  { app: 'auth', port: 8081 },
  { app: 'todo', port: 8080 },
] as const;

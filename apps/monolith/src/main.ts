import { fileURLToPath } from 'node:url';
import { contexts } from '#contexts';
import { runApp } from '#glue/context';

/** The folder of the built page of apps/web: `dist/web`. Under `npm run dev`, vite serves it. */
const PAGE = fileURLToPath(new URL('../../../web/', import.meta.url));

await runApp(contexts, {
  name: 'monolith',
  port: 8001,
  description: 'Log in with an email and a password, carry the token, keep a to-do list.',
  page: process.argv.includes('--no-page') ? undefined : { folder: PAGE, calls: ['auth', 'todo'] },
});

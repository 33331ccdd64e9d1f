import { fileURLToPath } from 'node:url';
import { contexts } from '#contexts';
import { runApp } from '#glue/context';

/** Where the build puts the page of apps/web: `dist/web`. `npm run dev` serves it by itself. */
const PAGE = process.argv.includes('--no-page')
  ? undefined
  : fileURLToPath(new URL('../../../web/', import.meta.url));

await runApp(contexts, {
  name: 'monolith',
  port: 8001,
  description: 'Log in with an email and a password, carry the token, keep a to-do list.',
  page: PAGE,
});

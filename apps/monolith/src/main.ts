import { fileURLToPath } from 'node:url';
import { authErrors } from '#auth';
import { authKernelErrors, TOKEN_API } from '#auth-kernel';
import { readConfig } from '#glue/config';
import { serve } from '#glue/server';
import { MAX_TITLE_LENGTH_IN_PATH, todoErrors } from '#todo';
import { MonolithAppModule, monolithConfig } from './monolith-app.module.js';

/** Where the build puts the page of apps/web: `dist/web`. `npm run dev` serves it by itself. */
const PAGE = process.argv.includes('--no-page')
  ? undefined
  : fileURLToPath(new URL('../../../web/', import.meta.url));

const API = {
  ...TOKEN_API,
  errors: [authKernelErrors, authErrors, todoErrors],
  description: 'Log in with an email and a password, carry the token, keep a to-do list.',
  maxParamLength: MAX_TITLE_LENGTH_IN_PATH,
};

await serve('monolith', () => {
  const config = readConfig(monolithConfig);
  return { config, module: MonolithAppModule.with(config), api: API, page: PAGE };
});

import { fileURLToPath } from 'node:url';
import { readConfig } from '#glue/config';
import { serve } from '#glue/server';
import { MonolithAppModule, monolithConfig } from './monolith-app.module.js';

/** Where the build puts the page of apps/web: `dist/web`. `npm run dev` serves it by itself. */
const PAGE = process.argv.includes('--no-page')
  ? undefined
  : fileURLToPath(new URL('../../../web/', import.meta.url));

await serve('monolith', () => {
  const config = readConfig(monolithConfig);
  return { config, module: MonolithAppModule.with(config), page: PAGE };
});

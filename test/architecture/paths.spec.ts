import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServerConfig } from '#glue/config';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { ROOT } from './project-copy.js';
import { routesOf } from './routes.js';

const config = readServerConfig(
  { port: 0 },
  ALL_CONTEXTS.map(({ variables }) => variables),
);
const NGINX = readFileSync(join(ROOT, 'docs/examples/nginx.conf'), 'utf8');
const LOCATION = /location (~ )?(\S+) \{\s*proxy_pass http:\/\/seam_(\w+);/g;

/** Whether a declared path is the one of a route, or begins it. */
const covers = (path: string, route: string) =>
  path.endsWith('/') ? route.startsWith(path) : route === path || route.startsWith(`${path}/`);

/** The app that the example of a reverse proxy sends a path to; patterns take precedence. */
function appBehindNginx(path: string): string | undefined {
  const matching = [...NGINX.matchAll(LOCATION)].filter(([, isPattern, place]) =>
    isPattern ? new RegExp(place!).test(path) : path.startsWith(place!),
  );
  return (matching.find(([, isPattern]) => isPattern) ?? matching[0])?.[3];
}

describe.each(ALL_CONTEXTS)('the paths of $name', ({ name, paths, module }) => {
  const routes = routesOf(module(config));

  it('cover all its public routes, and each covers one', () => {
    expect(routes.filter((route) => !paths.some((path) => covers(path, route)))).toEqual([]);
    expect(paths.filter((path) => !routes.some((route) => covers(path, route)))).toEqual([]);
  });

  it('are of no other context', () => {
    const others = ALL_CONTEXTS.filter((other) => other.name !== name);
    const theirs = others.flatMap((other) => other.paths);
    const shared = theirs.filter((path) =>
      paths.some((own) => covers(own, path) || covers(path, own)),
    );
    expect(shared).toEqual([]);
  });

  it('lead to its app, if the example of a reverse proxy has it', () => {
    const apps = NGINX.includes(`upstream seam_${name} `) ? paths.map(appBehindNginx) : [];
    expect(apps.filter((app) => app !== name)).toEqual([]);
  });
});

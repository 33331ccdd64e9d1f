import { readServerConfig } from '#glue/config';
import { servedRoutes } from '../architecture/routes.js';
import { ALL_CONTEXTS } from '../support/manifests.js';

/** The verbs of operations, by method. What follows is a noun, such as `Item`, or `Items` of a list. */
const VERBS: Record<string, string[]> = {
  GET: ['get', 'list', 'follow', 'export'],
  POST: [
    ...['create', 'complete', 'confirm', 'undo', 'disable', 'enable', 'restore', 'move', 'write'],
    ...['find', 'accept', 'decline'],
  ],
  PUT: ['replace'],
  PATCH: ['update'],
  DELETE: ['delete'],
};
/** The paths of version 1 have verbs of their own, which its clients use with several methods. */
const OLD_VERBS = [...Object.values(VERBS).flat(), 'refresh'];
const NAME = /^([a-z]+)((?:[A-Z][a-z]+)+?)(V1)?$/;

const config = readServerConfig(
  { port: 0 },
  ALL_CONTEXTS.map(({ variables }) => variables),
);
const routes = ALL_CONTEXTS.flatMap(({ module }) => servedRoutes(module(config))).filter(
  ({ path }) => path.startsWith('/api/'),
);
const isOld = (path: string) => path.startsWith('/api/v1/');

describe('the names of operations', () => {
  it('are a verb for the method, and a noun', () => {
    const wrong = routes.filter(({ name, method, path }) => {
      const [, verb = ''] = NAME.exec(name) ?? [];
      return !(isOld(path) ? OLD_VERBS : VERBS[method])!.includes(verb);
    });
    expect(wrong.map(({ name, method, path }) => `${method} ${path}: ${name}`)).toEqual([]);
  });

  it('are different in all contexts', () => {
    const names = routes.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('end in V1 in version 1 only, and there if version 2 has the noun', () => {
    const nounOf = (name: string) => NAME.exec(name)![2]!.replace(/s$/, '');
    const isMarked = (name: string) => name.endsWith('V1');
    expect(routes.filter(({ name, path }) => isMarked(name) && !isOld(path))).toEqual([]);
    const nouns = routes.filter(({ path }) => !isOld(path)).map(({ name }) => nounOf(name));
    const unmarked = routes.filter(
      ({ name, path }) => isOld(path) && !isMarked(name) && nouns.includes(nounOf(name)),
    );
    expect(unmarked.map(({ name }) => name)).toEqual([]);
  });
});

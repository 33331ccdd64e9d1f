import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServerConfig } from '#glue/config';
import { ALL_CONTEXTS, errorOf } from '../support/manifests.js';
import { ROOT } from '../architecture/project-copy.js';
import { routesOf } from '../architecture/routes.js';

const PAGE = readFileSync(join(ROOT, 'docs/wire.md'), 'utf8');
const CALL = /(?:GET|POST|PUT|PATCH|DELETE) (\/api\/[^\s`,?]+)/g;
const ERRORS = /(\d{3}) ((?:`[a-z_]+`(?:, )?)+)/g;

const config = readServerConfig(
  { port: 0 },
  ALL_CONTEXTS.map(({ variables }) => variables),
);
const routes = ALL_CONTEXTS.flatMap(({ module }) => routesOf(module(config)));

describe('docs/wire.md', () => {
  it('has each path of the API, and no other', () => {
    const paths = [...PAGE.matchAll(CALL)].map(([, path]) => path!);
    const api = routes.filter((route) => route.startsWith('/api/'));
    expect([...new Set(paths)].sort()).toEqual([...new Set(api)].sort());
  });

  it('has each error with its status', () => {
    const wrong = [...PAGE.matchAll(ERRORS)].flatMap(([, status, codes]) =>
      [...codes!.matchAll(/\w+/g)]
        .map(([code]) => code)
        .filter((code) => errorOf(code).status !== Number(status)),
    );
    expect(wrong).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServerConfig } from '#glue/config';
import { ALL_CONTEXTS, errorOf } from '../support/manifests.js';
import { ROOT } from '../architecture/project-copy.js';
import { servedRoutes } from '../architecture/routes.js';

const PAGE = readFileSync(join(ROOT, 'docs/wire.md'), 'utf8');
const CALL = /(?:GET|POST|PUT|PATCH|DELETE) (\/api\/[^\s`,?]+)/g;
const ERRORS = /(\d{3}) ((?:`[a-z_]+`(?:, )?)+)/g;

const config = readServerConfig(
  { port: 0 },
  ALL_CONTEXTS.map(({ variables }) => variables),
);
const routes = ALL_CONTEXTS.flatMap(({ module }) => servedRoutes(module(config))).filter(
  ({ path }) => path.startsWith('/api/'),
);

/** What a call needs, and the error without it: bullets below the table say so. */
const NEEDS: [needed: string, code: string][] = [
  ['recent proof', 'recent_proof_required'],
  ['administrator', 'admin_required'],
];

/** The codes of errors that any call can answer. */
const GENERAL = new Set(codesIn(PAGE.slice(0, PAGE.indexOf('## Version 1'))));

/** By method and path, the codes of its rows: some calls have several. */
const listed = new Map<string, Set<string>>();
for (const row of PAGE.split('\n').filter((line) => /^\| .*\/api\//.test(line))) {
  const [call = '', needs = '', , errors = ''] = row.slice(2).split(' | ');
  const [[, path] = []] = call.matchAll(CALL);
  const needed = NEEDS.filter(([what]) => needs.includes(what)).map(([, code]) => code);
  for (const method of call.match(/\b(?:GET|POST|PUT|PATCH|DELETE)\b/g)!) {
    const before = listed.get(`${method} ${path}`) ?? [];
    listed.set(`${method} ${path}`, new Set([...before, ...codesIn(errors), ...needed]));
  }
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code!);
}

describe('docs/wire.md', () => {
  it('has each path of the API, and no other', () => {
    const paths = [...PAGE.matchAll(CALL)].map(([, path]) => path!);
    const served = routes.map(({ path }) => path);
    expect([...new Set(paths)].sort()).toEqual([...new Set(served)].sort());
  });

  it('has each error with its status', () => {
    const wrong = [...PAGE.matchAll(ERRORS)].flatMap(([, status, codes]) =>
      [...codes!.matchAll(/\w+/g)]
        .map(([code]) => code)
        .filter((code) => errorOf(code).status !== Number(status)),
    );
    expect(wrong).toEqual([]);
  });

  it('has each call', () => {
    const calls = routes.map(({ method, path }) => `${method} ${path}`);
    expect([...listed.keys()].sort()).toEqual([...new Set(calls)].sort());
  });

  it('has each error of each call in its row, or in the table of all calls', () => {
    const missing = routes.flatMap(({ method, path, errors }) =>
      errors
        .filter(({ status }) => status < 500 || status === 501)
        .filter(({ code }) => !GENERAL.has(code) && !listed.get(`${method} ${path}`)?.has(code))
        .map(({ status, code }) => `${method} ${path}: ${status} ${code}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no error in a row that the call does not list', () => {
    const wrong = routes.flatMap(({ method, path, errors }) => {
      const own = new Set(errors.map(({ code }) => code));
      return [...(listed.get(`${method} ${path}`) ?? [])]
        .filter((code) => !own.has(code))
        .map((code) => `${method} ${path}: ${code}`);
    });
    expect(wrong).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nounsIn } from './nouns.js';
import { ROOT } from './project-copy.js';

const GLUE = join(ROOT, 'libs', 'glue', 'src');
const TEST = /[.](?:[a-z-]*spec|suite|d)[.]ts$/;

/** Standard terms that look like nouns of contexts, and where they are used. */
const OF_THE_FIELD = [
  ['config/fields.ts', 'password', 'of a PostgreSQL URL'],
  ['config/fields.ts', 'user', 'of a PostgreSQL URL'],
  ['config/http-url.ts', 'user', 'of a URL'],
  ['config/http-url.ts', 'password', 'of a URL'],
  ['config/read-config.ts', 'user', 'of the operating system'],
  ['db/database.module.ts', 'token', 'Nest: of a provider'],
  ['db/database.options.ts', 'user', 'of a PostgreSQL URL'],
  ['db/database.options.ts', 'password', 'of a PostgreSQL URL'],
  ['db/embedded/data-directory.ts', 'user', 'of the operating system'],
  ['db/embedded/embedded-database.ts', 'user', 'of the operating system'],
  ['db/open-data-source.ts', 'user', 'of PostgreSQL'],
  ['db/outbox/outbox.providers.ts', 'token', 'Nest: of a provider'],
  ['db/outcomes/database-outcomes.ts', 'token', 'Nest: of a provider'],
  ['db/schema/pin-names.ts', 'user', 'of PostgreSQL'],
  ['db/schema/prepare-schema.ts', 'user', 'of PostgreSQL'],
  ['db/statements/database-errors.ts', 'credentials', 'of a PostgreSQL role'],
  ['db/time-limits.ts', 'session', 'of PostgreSQL'],
  ['errors/service-error.ts', 'title', 'RFC 9457: of a problem'],
  ['http/host-cookies.ts', 'cookie', 'RFC 6265'],
  ['http/host-cookies.ts', 'cookies', 'RFC 6265'],
  ['http/index.ts', 'cookies', 'RFC 6265'],
  ['http/index.ts', 'cookie', 'RFC 6265'],
  ['lock/make-folder.ts', 'user', 'of the operating system'],
  ['metrics/metrics.module.ts', 'token', 'Nest: of a provider'],
  ['openapi/json-schema.ts', 'items', 'JSON Schema: of an array'],
  ['openapi/open-api.ts', 'title', 'OpenAPI: of the document'],
  ['origin/origin.ts', 'token', 'RFC 9110: of a product'],
  ['origin/origin.ts', 'user', 'RFC 9110: User-Agent'],
  ['problem-details/problem.ts', 'title', 'RFC 9457: of a problem'],
  ['problem/problem.filter.ts', 'user', 'the field of security events in the log'],
  ['resilience/limit-reason.ts', 'task', 'cockatiel: of an error'],
  ['resilience/resilience.ts', 'task', 'cockatiel: of an error'],
  ['sealing/sealer.ts', 'auth', 'node:crypto: getAuthTag'],
  ['server/listen.ts', 'user', 'of the operating system'],
  ['sockets/socket-folder.ts', 'user', 'of the operating system'],
];

const sources = readdirSync(GLUE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !TEST.test(file))
  .sort();
const textOf = (file: string) => readFileSync(join(GLUE, file), 'utf8');

describe('glue', () => {
  it('names no concept of a context, in code or in comments', () => {
    const found = sources.flatMap((file) => nounsIn(textOf(file)).map((noun) => [file, noun]));
    expect(found).toEqual(OF_THE_FIELD.map(([file, noun]) => [file, noun]));
  });
});

describe('nounsIn', () => {
  it.each([
    ["const url = '/api/v1/auth/logout';", ['auth', 'logout']],
    ['/** 255 code points of a title. */', ['title']],
    ['class SessionGuard {}', ['session']],
    ['const MAX_TITLE_LENGTH = 255;', ['title']],
    ['session_ended: { status: 401 }', ['session']],
    ['/** Keeps a to-do list, with todos and ToDoItems. */', ['to-do', 'todos', 'items']],
    ["headers: ['authorization', 'content-type']", []],
    ['/** What to do about it, entitled and tokenized. */', []],
  ])('of %s', (text, nouns) => {
    expect(nounsIn(text)).toEqual(nouns);
  });
});

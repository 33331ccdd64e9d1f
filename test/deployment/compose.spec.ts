import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { readConfig, variablePrefix } from '#glue/config';
import { keyVariable, publicKeysVariable } from '#glue/keys';
import { ALL_CONTEXTS } from '../support/manifests.js';
import { PRODUCTION_KEYS } from '../support/production-keys.js';
import { PRODUCTION_MAIL } from '../support/production-mail.js';
import { CONFIG } from './app-config.js';
import { APPS, CHECKOUT } from './checkout.js';
import { interpolate, readComposeFile, requiredBy, startedBy } from './compose-file.js';
import { Dockerfile } from './dockerfile.js';

const file = await readComposeFile();
const dockerfile = await Dockerfile.read();

const JWT_SECRET = 'kF3vQ9xT1mZ7bN5cR8wY2hJ6pL4sD0aG';
const appNames = APPS.map(({ app }) => app);
/** The services with an image of this project, but for the monolith: one per context. */
const DEPLOYED = Object.keys(file.services).filter(
  (name) => file.services[name]!.build && name !== 'monolith',
);
/** Deployed apps of contexts that are no longer in this project: nothing is checked of them. */
const FORMER = DEPLOYED.filter((name) => !appNames.includes(name));
const passwordOf = (context: string) => `${variablePrefix(context)}_DB_PASSWORD`;
const PASSWORDS: Record<string, string> = {
  POSTGRES_PASSWORD: 'p',
  ...Object.fromEntries(DEPLOYED.map((name) => [passwordOf(name), `of-${name}`])),
  VALKEY_PASSWORD: 'v',
};

const service = (name: string) => file.services[name]!;
const environment = (
  name: string,
  env: NodeJS.ProcessEnv = { JWT_SECRET, ...PASSWORDS, ...PRODUCTION_KEYS, ...PRODUCTION_MAIL },
) =>
  Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([variable, value]) => [
      variable,
      interpolate(value, env),
    ]),
  );
/** The contexts that a context only sends commands to, which wait for them. */
const recipientsOf = (name: string) =>
  ALL_CONTEXTS.filter((context) => context.name === name).flatMap(({ sendsTo = [] }) =>
    sendsTo.map(({ kernel }) => kernel.context),
  );
const waitsFor = (name: string) =>
  Object.fromEntries(
    Object.entries(service(name).depends_on ?? {}).map(([other, { condition }]) => [
      other,
      condition,
    ]),
  );

describe('docker-compose.yml', () => {
  it('is valid by the Compose Specification', async () => {
    const validate = await compileSchema();
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is invalid with an error in it', async () => {
    const validate = await compileSchema();
    const accepts = (override: object) =>
      validate({ ...file, services: { auth: { ...service('auth'), ...override } } });
    expect(accepts({})).toBe(true);
    expect(accepts({ prots: [] })).toBe(false);
    expect(accepts({ depends_on: { postgres: { condition: 'soon' } } })).toBe(false);
  });

  it('starts by profile, and without one only the services of an application', () => {
    expect(startedBy(file)).toEqual(['cache', 'postgres']);
    expect(startedBy(file, 'monolith')).toEqual(['cache', 'monolith', 'postgres']);
    const apart = appNames.filter((name) => name !== 'monolith');
    expect(startedBy(file, 'split')).toEqual(['cache', 'postgres', ...apart, ...FORMER].sort());
  });

  it('starts each service when its dependencies are healthy', () => {
    const healthy = 'service_healthy';
    expect(waitsFor('monolith')).toEqual({ postgres: healthy, cache: healthy });
    expect(waitsFor('auth')).toEqual({ postgres: healthy, cache: healthy });
    for (const { name, uses } of ALL_CONTEXTS.filter((each) => each.name !== 'auth')) {
      const asked = uses.map((kernel) => [kernel.context, healthy]);
      const isDeployed = appNames.includes(name);
      if (isDeployed)
        expect(waitsFor(name)).toEqual({ postgres: healthy, ...Object.fromEntries(asked) });
    }
  });

  it('has a health check for every dependency', () => {
    expect(service('postgres').healthcheck!.test).toEqual(
      expect.arrayContaining(['CMD', 'pg_isready', '--host=127.0.0.1']),
    );
    expect(service('cache').healthcheck!.test).toEqual([
      'CMD-SHELL',
      expect.stringContaining('valkey-cli ping'),
    ]);
    // The others have it in their image.
    expect(dockerfile.last(service('auth').build!.target, 'HEALTHCHECK').text).not.toBe('NONE');
  });

  it('publishes ports on this machine only', () => {
    for (const { ports } of Object.values(file.services)) {
      expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:\$\{\w+_PORT:-(\d+)\}:\1$/)]);
    }
  });

  it('stores data in declared volumes, and mounts only existing files', () => {
    const sources = Object.values(file.services)
      .flatMap(({ volumes }) => volumes)
      .map((volume) => volume.split(':')[0]!);
    const named = sources.filter((source) => !source.startsWith('.'));
    expect(named.sort()).toEqual(Object.keys(file.volumes).sort());
    for (const source of sources.filter((each) => each.startsWith('.'))) {
      expect(existsSync(join(CHECKOUT, source))).toBe(true);
    }
  });

  it('gives every context its role, its database and its password', () => {
    const { VALKEY_PASSWORD, ...passwords } = PASSWORDS;
    expect(VALKEY_PASSWORD).toBe('v');
    expect(environment('postgres')).toEqual({
      CONTEXTS: DEPLOYED.join(' '),
      POSTGRES_USER: 'postgres',
      ...passwords,
    });
    for (const { name, database } of ALL_CONTEXTS.filter(({ name }) => DEPLOYED.includes(name))) {
      const url = `postgres://${name}:of-${name}@postgres:5432/${name}`;
      for (const app of ['monolith', name])
        expect(environment(app)[database.urlVariable]).toBe(url);
    }
  });

  it('has a service for every app, and an image for every service', () => {
    for (const name of appNames) expect(file.services).toHaveProperty(name);
    const stages = dockerfile.stages.map(({ name }) => name);
    for (const name of DEPLOYED) expect(stages).toContain(name);
  });

  it('gives Valkey its password, by stdin, and its clients too', () => {
    const { REDISCLI_AUTH } = environment('cache');
    expect(REDISCLI_AUTH).toBe('v');
    const [, , script] = service('cache').command!;
    expect(script).toMatch(
      /^exec .* valkey-server - .*<<END\nrequirepass \$\$REDISCLI_AUTH\nEND\n$/,
    );
    for (const name of ['monolith', 'auth']) {
      expect(environment(name)['CACHE_API_URL']).toBe('redis://default:v@cache:6379');
    }
  });

  it('contains no password, and requires all of them', async () => {
    expect(requiredBy(file)).toEqual(Object.keys(PASSWORDS).sort());
    const text = await readFile(join(CHECKOUT, 'docker-compose.yml'), 'utf8');
    expect(text).not.toMatch(/(PASSWORD|SECRET):-[^}]/);
    expect(() => environment('cache', {})).toThrow('VALKEY_PASSWORD: the head of docker-compose');
  });

  it.each(['docker-compose.yml', '.env.example'])('has in %s how to create them', async (name) => {
    const text = await readFile(join(CHECKOUT, name), 'utf8');
    const [, names] = /^# +for name in (.*); do$/m.exec(text) ?? [];
    expect(names?.split(' ').map((each) => `${each}_PASSWORD`)).toEqual(Object.keys(PASSWORDS));
    expect(text).toMatch(/^# +echo "\$\{name\}_PASSWORD=\$\(openssl rand -hex 24\)" >> \.env$/m);
  });

  it.each(['docker-compose.yml', '.env.example'])(
    'creates in %s a .env for its owner only',
    async (name) => {
      const folder = await mkdtemp(join(tmpdir(), 'env-'));
      try {
        const script = await documentedCommands(name);
        await writeFile(join(folder, 'openssl'), '#!/bin/sh\necho "openssl $*"\n', { mode: 0o755 });
        const env = { PATH: [folder, process.env['PATH']].join(delimiter) };
        await promisify(execFile)('sh', ['-euc', `umask 022\n${script}`], { cwd: folder, env });
        const path = join(folder, '.env');
        expect((await stat(path)).mode & 0o777).toBe(0o600);
        const text = await readFile(path, 'utf8');
        for (const variable of Object.keys(PASSWORDS)) {
          expect(text).toMatch(new RegExp(`^${variable}=openssl rand -hex 24$`, 'm'));
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  it('gets them all from scripts/test-server-com.sh', async () => {
    const script = await readFile(join(CHECKOUT, 'scripts/test-server-com.sh'), 'utf8');
    for (const name of requiredBy(file)) expect(script).toContain(` ${name}=$db_password`);
  });

  it('limits the memory of every service', () => {
    for (const [name, { mem_limit }] of Object.entries(file.services)) {
      expect([name, mem_limit]).toEqual([name, expect.stringMatching(/^(512m|1g)$/)]);
    }
  });

  it.each(['monolith', 'auth'])('limits the hashes of %s by its memory', (app) => {
    const set = { ...PASSWORDS, AUTH_HASH_PARALLELISM: '7' };
    expect(environment(app)['AUTH_HASH_PARALLELISM']).toBe('4');
    expect(environment(app, set)['AUTH_HASH_PARALLELISM']).toBe('7');
    const cost = { AUTH_HASH_MEMORY_MIB: '46', AUTH_HASH_PASSES: '1' };
    expect(environment(app, { ...PASSWORDS, ...cost })).toMatchObject(cost);
  });
});

describe.each(APPS)('the service $app', ({ app, port }) => {
  it('builds the target of that name', () => {
    expect(service(app).build).toEqual({ context: '.', target: app });
    expect(dockerfile.stages.map(({ name }) => name)).toContain(app);
  });

  it('is published at the exposed port of the image, and keeps its data folder', () => {
    expect(service(app).ports).toEqual([expect.stringMatching(new RegExp(`:${port}$`))]);
    expect(dockerfile.last(app, 'EXPOSE').text).toBe(`${port}`);
    expect(service(app).volumes).toEqual([`${app}-data:${dockerfile.last(app, 'VOLUME').text}`]);
  });

  it('restarts after a crash, and has time to stop', () => {
    const { restart, stop_grace_period } = service(app);
    expect(restart).toBe('unless-stopped');
    expect(interpolate(stop_grace_period!, {})).toBe('15s');
    expect(interpolate(stop_grace_period!, { STOP_GRACE_PERIOD: '45s' })).toBe('45s');
  });

  it('is refused without its secrets, by messages that explain how to create them', () => {
    const env = { ...dockerfile.environmentOf(app), TRUSTED_PROXIES: 'none' };
    const start = () => readConfig(CONFIG[app]!, env);
    const isAlone = app === 'monolith';
    if (isAlone || app === 'auth') expect(start).toThrow(/JWT_SECRET: .*openssl rand -base64 48/);
    if (!isAlone) expect(start).toThrow(/_KEYS?: is required .*`npm run keys`/);
    if (app === 'todo') expect(start).not.toThrow(/JWT_SECRET|DATA_KEY|MAIL_URL/);
    const seals = ALL_CONTEXTS.some((context) => context.name === app && context.seals);
    if (isAlone || seals) {
      expect(start).toThrow(/DATA_KEY: is required .*openssl rand -base64 32/);
    }
    if (isAlone || app === 'mail') expect(start).toThrow(/MAIL_URL: is required/);
    if (isAlone || app === 'auth') expect(start).toThrow(/PUBLIC_URL: is required/);
  });

  it('sets only variables of the app', () => {
    const known = [
      ...CONFIG[app]!.flatMap(({ shape }) => Object.keys(shape)),
      ...FORMER.flatMap((name) => [
        ...Object.keys(file[`x-${name}-environment`] ?? {}),
        keyVariable(name),
      ]),
      ...DEPLOYED.map(publicKeysVariable),
    ];
    for (const variable of Object.keys(environment(app))) expect(known).toContain(variable);
  });

  it('gives the app an environment that it accepts, together with that of the image', () => {
    const env = { ...dockerfile.environmentOf(app), ...environment(app) };
    const config = readConfig(CONFIG[app]!, env);
    expect(config).toMatchObject({ NODE_ENV: 'production', HOST: '0.0.0.0', PORT: port });
  });

  it('passes on the variables of operators', () => {
    const limits = ['ITEMS_PER_USER_MAX', 'TITLE_BYTES_PER_USER_MAX'];
    const passed = [
      'SHUTDOWN_DELAY_MS',
      'CONNECTIONS_MAX',
      'CONNECTIONS_PER_ADDRESS_MAX',
      ...limits.filter((name) => CONFIG[app]!.some(({ shape }) => name in shape)),
    ];
    const set = Object.fromEntries(passed.map((name) => [name, '7']));
    expect(environment(app, { ...PASSWORDS, ...set })).toMatchObject(set);
  });

  it('addresses other services by their names and ports', () => {
    const urls = Object.entries(environment(app)).filter(
      ([name]) => name.endsWith('_URL') && !(name in PRODUCTION_MAIL),
    );
    expect(urls).not.toEqual([]);
    for (const [, text] of urls) {
      const { hostname, port: target } = new URL(text);
      expect(service(hostname).ports).toEqual([expect.stringMatching(new RegExp(`:${target}$`))]);
      if (!recipientsOf(app).includes(hostname)) expect(waitsFor(app)).toHaveProperty(hostname);
    }
  });
});

/**
 * The commands that create .env: the comment's lines from the first that names it to the end of the
 * loop.
 */
async function documentedCommands(name: string) {
  const text = await readFile(join(CHECKOUT, name), 'utf8');
  const [commands] = /^# {2,}.*\.env\n(# {2,}.*\n)*?# +done$/m.exec(text) ?? [];
  return commands!.replace(/^# +/gm, '');
}

async function compileSchema() {
  const path = join(CHECKOUT, 'test/deployment/compose-spec/compose-spec.json');
  const { $schema, ...schema } = JSON.parse(await readFile(path, 'utf8')) as Record<string, object>;
  expect($schema).toBe('https://json-schema.org/draft-07/schema'); // ajv has it under http: only
  return new Ajv({ allErrors: true, strict: false }).compile(schema);
}

/**
 * Who may import whom. The folders are the architecture:
 *
 *   apps/<app>            composition roots
 *   libs/glue             what every service shares, a door per room
 *   libs/<name>-kernel    what others may know of a context
 *   libs/<name>           a context: http -> core <- dal, bound by <name>.module.ts
 *   libs/contexts.ts      the list of all contexts, which processes, scripts and tests start from
 *   migrations/<name>     the schema of a context
 *   bench                 measures the product, and its hand-written peers beside it
 *
 * No rule names a context, so a new one needs no change here; only the places of some
 * third-party packages do. Each rule is itself tested:
 * test/architecture/planted-violations.ts breaks it, and it must say so.
 * `$1` in a rule's `to` is what the first group of its `from` has matched.
 */
const DOOR = '^libs/(?:[^/]+/src/index|contexts)[.]ts$';
const DOOR_OF_A_ROOM = '^libs/glue/src/[^/]+/index[.]ts$';
/** Tests of other folders run them too; tests-are-not-shipped keeps everybody else away. */
const CONTRACT = '[.]contract[.]ts$';
const TEST = '^test/|[.][^./]*(?:spec|suite|contract)[.]ts$';
const CONTEXT = '^libs/(?!glue/|[^/]+-kernel/)([^/]+)/';
const MODULE = '^libs/([^/]+)/src/\\1[.]module[.]ts$';
const MODULE_OR_MANIFEST = '^libs/([^/]+)/src/\\1[.](?:module|context)[.]ts$';
const SHIPPED = '^(?:apps|libs|migrations|scripts)/';

const packages = (...names) => `(?:^|/)node_modules/(?:${names.join('|')})/`;

/** Third-party packages that one place wraps: [rule, package, the place]. */
const WRAPPED_PACKAGES = [
  // The build runs before the wrappers are compiled, so scripts/build uses these two directly.
  ['pglite-only-in-glue-db', '@electric-sql/[^/]+', '^libs/glue/src/db/embedded/|^scripts/build/'],
  ['file-locks-only-in-glue-lock', 'fs-native-extensions', '^libs/glue/src/lock/|^scripts/build/'],
  ['dataloader-only-in-glue-batch', 'dataloader', '^libs/glue/src/batch/'],
  ['jwt-only-in-auth-kernel-token', '@nestjs/jwt', '^libs/auth-kernel/src/token/'],
  ['pino-only-in-glue-log', 'pino', '^libs/glue/src/log/'],
  ['argon2-only-in-auth-hashing', '@node-rs/argon2', '^libs/auth/src/hashing/'],
  ['atomic-writes-only-in-the-json-file', 'write-file-atomic', '^libs/todo/src/dal/json-file/'],
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Files in a circle can neither be understood nor loaded one at a time. Move what both ' +
        'need into a file of its own; types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'This import leads nowhere. Correct the path, or declare the package in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies-only',
      comment:
        'What is shipped runs without devDependencies, and a package that only another one asks ' +
        'for may be gone tomorrow. List it under "dependencies" in package.json. The web page is ' +
        'built into files that need no package any more.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: [TEST, '^apps/web/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'apps-are-roots',
      comment:
        'Nobody imports an app, apps do not import each other. What two need belongs in libs/.',
      severity: 'error',
      from: { path: '^(?:apps/([^/]+)|[^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'library-by-its-door',
      comment:
        'A library is entered by its index.ts only, so that its inside can change. Import ' +
        '#<library>, and export there what it lacks.',
      severity: 'error',
      from: { path: '^(?:libs/([^/]+)|[^/]+)/' },
      to: { path: '^libs/(?!glue/)', pathNot: ['^libs/$1/', DOOR, CONTRACT] },
    },
    {
      name: 'glue-room-by-its-door',
      comment:
        'glue has a door per room, and no common one, so that nobody loads what it does not use. ' +
        'Import #glue/<room>, inside glue ../<room>/index.js.',
      severity: 'error',
      from: { path: '^(?:libs/glue/src/([^/]+)|[^/]+)/' },
      to: { path: '^libs/glue/', pathNot: ['^libs/glue/src/$1/', DOOR_OF_A_ROOM, CONTRACT] },
    },
    {
      name: 'glue-knows-nobody',
      comment:
        'glue is what every service shares; of a context it would drag into all. Take what is ' +
        'needed as a parameter.',
      severity: 'error',
      from: { path: '^libs/glue/' },
      to: { path: '^(?:apps|libs|migrations)/', pathNot: '^libs/glue/' },
    },
    {
      name: 'kernel-knows-only-glue',
      comment:
        'A kernel is what others know of a context without knowing the context. Declare an ' +
        'interface in the kernel and let the app bind it.',
      severity: 'error',
      from: { path: '^libs/([^/]+-kernel)/' },
      to: { path: '^(?:apps|libs|migrations)/', pathNot: ['^libs/$1/', '^libs/glue/'] },
    },
    {
      name: 'kernel-without-database',
      comment:
        'A kernel is loaded where its context is not, and brings no database there. Ask through ' +
        'the client that it declares.',
      severity: 'error',
      from: { path: '^libs/[^/]+-kernel/' },
      to: { path: '^libs/glue/src/db/' },
    },
    {
      name: 'contexts-are-strangers',
      comment:
        'A context knows glue, kernels and its own schema, never another context: they must run ' +
        'apart. Ask through the kernel of the other.',
      severity: 'error',
      from: { path: CONTEXT },
      to: {
        path: '^(?:libs|migrations)/',
        pathNot: ['^libs/$1/', '^libs/glue/', '^libs/[^/]+-kernel/', '^migrations/$1/'],
      },
    },
    {
      name: 'http-not-to-dal',
      comment:
        'http turns requests into calls of core and has no way around its rules. Add a method to ' +
        'the service in core.',
      severity: 'error',
      from: { path: '^libs/(?!glue/)[^/]+/src/http/' },
      to: { path: ['^libs/[^/]+/src/dal/', '^libs/glue/src/db/', '^migrations/'] },
    },
    {
      name: 'core-not-to-http',
      comment: 'Data flows http -> core -> dal. Declare the type in core and let http import it.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/core/' },
      to: { path: '^libs/$1/src/http/' },
    },
    {
      name: 'core-enters-only-errors',
      comment:
        'The rules of a context need no configuration, database or server: values come in through ' +
        'the constructor, from <name>.module.ts. Of glue core enters errors only, which is what ' +
        'it throws.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/core/', pathNot: TEST },
      to: { path: '^libs/glue/', pathNot: '^libs/glue/src/errors/' },
    },
    {
      name: 'core-without-frameworks',
      comment:
        'core is the same behind every transport and on every store. Of Nest it uses the ' +
        'decorators of @nestjs/common; HTTP stays in http, storage in dal.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/core/', pathNot: TEST },
      to: {
        path: [
          packages(
            '@nestjs/(?!common/)[^/]+',
            'fastify',
            '@fastify/[^/]+',
            'express',
            'axios',
            'pg',
          ),
          '^https?$|^http2$',
        ],
      },
    },
    {
      name: 'core-knows-no-adapter',
      comment:
        'core runs on any implementation, or on a fake. Declare a port in core/ports and inject it ' +
        'by its token; <name>.module.ts chooses the implementation.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/core/', pathNot: TEST },
      to: { path: ['^libs/$1/src/(?!core/|http/)[^/]+/', '^migrations/'] },
    },
    {
      name: 'adapters-call-no-service',
      comment:
        'dal, and any other folder that implements ports, does what it is told. It may use the nouns, ' +
        'rules and ports of core, but not its services, the routes, or another such folder.',
      severity: 'error',
      from: { path: CONTEXT + 'src/(?!core/|http/)([^/]+)/', pathNot: TEST },
      to: {
        path: ['^libs/$1/src/core/.*[.]service[.]ts$', '^libs/$1/src/(?!core/|$2/)[^/]+/'],
      },
    },
    {
      name: 'ports-are-plain',
      comment:
        'A port is all that core sees of an implementation: types and a token, no package. Move ' +
        'the code into a folder beside core.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/core/ports/', pathNot: TEST },
      to: { path: '(?:^|/)node_modules/' },
    },
    {
      name: 'typeorm-stays-in-dal',
      comment:
        'TypeORM lives in dal/typeorm, glue/db, migrations and <name>.module.ts, so that a context ' +
        'can be stored otherwise. Put a method into the dal interface.',
      severity: 'error',
      from: {
        path: '^(?:apps|libs|scripts)/',
        pathNot: ['^libs/[^/]+/src/dal/typeorm/', '^libs/glue/src/db/', MODULE, TEST],
      },
      to: { path: packages('typeorm') },
    },
    {
      name: 'only-the-module-sees-every-layer',
      comment:
        'A file beside the layers that reaches into them is a way around them. Bind in ' +
        '<name>.module.ts, name what others need in <name>.context.ts, or move the file into its ' +
        'layer.',
      severity: 'error',
      from: { path: CONTEXT + 'src/[^/]+$', pathNot: [MODULE_OR_MANIFEST, DOOR, TEST] },
      to: { path: '^libs/$1/src/[^/]+/' },
    },
    {
      name: 'door-shows-no-outer-layer',
      comment:
        'Behind a door that shows its routes or its storage neither can change. Export the module, ' +
        'or a service of core.',
      severity: 'error',
      from: { path: CONTEXT + 'src/index[.]ts$' },
      to: { path: '^libs/$1/src/(?:http|dal)/' },
    },
    {
      name: 'tests-are-not-shipped',
      comment: 'The build leaves tests out. Move what production code needs out of the test.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: TEST },
      to: { path: [TEST, '^bench/'] },
    },
    {
      name: 'peers-are-strangers',
      comment:
        'A peer that runs code of the product measures the product by itself. Write it out by hand.',
      severity: 'error',
      from: { path: '^bench/peers/' },
      to: { path: '^(?:apps|libs|migrations|scripts)/' },
    },
    {
      name: 'migrations-are-plain',
      comment:
        'A migration means the same for ever; code that it imports changes. Write out the SQL.',
      severity: 'error',
      from: { path: '^migrations/([^/]+)/' },
      to: { path: '^(?:libs|migrations|scripts)/', pathNot: '^migrations/$1/' },
    },
    {
      name: 'web-is-a-client',
      comment:
        'The web page speaks HTTP only, as any other client does. Call the API, and take what it ' +
        'needs from devDependencies: it is built in.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: {
        path: [
          '^(?:libs|migrations|scripts)/',
          packages('@nestjs/[^/]+', 'fastify', 'typeorm', 'zod'),
        ],
      },
    },
    ...WRAPPED_PACKAGES.map(([name, wrapped, place]) => ({
      name,
      comment: 'One place wraps this package, so that one place changes with it. Use the wrapper.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: [place, TEST] },
      to: { path: packages(wrapped) },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are dependencies too: who names a type must change with it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // By `source`, "#glue/errors" leads to the TypeScript file, whether or not dist/ is there.
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};

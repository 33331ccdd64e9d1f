/**
 * Import rules. The folders are the architecture:
 *
 *   apps/<app>            composition roots
 *   libs/glue             what every service shares, an index.ts per room
 *   libs/seam             contracts between contexts, in process and over HTTP
 *   libs/<name>-kernel    the public API of a context
 *   libs/client           the HTTP API for other programs, no code of servers
 *   libs/<name>           a context: http -> core <- dal, bound by <name>.module.ts
 *   libs/contexts.ts      the list of all contexts
 *   migrations/<name>     the schema of a context
 *   bench                 benchmarks of the product and of hand-written peers
 *
 * No rule names a context, so a new context needs no change here; only a few third-party
 * packages name the context that may use them. Each rule is tested:
 * test/architecture/planted-violations.ts breaks it, and the rule must fail.
 * `$1` in a rule's `to` is the match of the first group of its `from`.
 */
const PUBLIC_API = '^libs/(?:[^/]+/src/index|contexts)[.]ts$';
const ROOM_INDEX = '^libs/glue/src/[^/]+/index[.]ts$';
/** Tests of other folders may import them; tests-are-not-shipped forbids it to production code. */
const SUITE = '[.]suite[.]ts$';
const TEST = '^test/|[.][^./]*(?:spec|suite)[.]ts$';
const CONTEXT = '^libs/(?!client/|glue/|seam/|[^/]+-kernel/)([^/]+)/';
const MODULE_OR_MANIFEST = '^libs/([^/]+)/src/\\1[.](?:module|context)[.]ts$';
const SHIPPED = '^(?:apps|libs|migrations|scripts)/';

const packages = (...names) => `(?:^|/)node_modules/(?:${names.join('|')})/`;

/** Third-party packages that one place wraps: [rule, package, the place]. */
const WRAPPED_PACKAGES = [
  // The build runs before the wrappers are compiled, so scripts/build uses these two directly.
  ['pglite-only-in-glue-db', '@electric-sql/[^/]+', '^libs/glue/src/db/embedded/|^scripts/build/'],
  ['file-locks-only-in-glue-lock', 'fs-native-extensions', '^libs/glue/src/lock/|^scripts/build/'],
  ['jwt-only-in-auth-tokens', '@nestjs/jwt', '^libs/auth/src/tokens/'],
  ['pino-only-in-glue-log', 'pino', '^libs/glue/src/log/'],
  ['prom-client-only-in-glue-metrics', 'prom-client', '^libs/glue/src/metrics/'],
  ['argon2-only-in-auth-hashing', '@node-rs/argon2', '^libs/auth/src/hashing/'],
  ['otpauth-only-in-auth-totp', 'otpauth', '^libs/auth/src/totp/'],
  ['qr-codes-only-in-auth-totp', 'uqr', '^libs/auth/src/totp/'],
  ['webauthn-only-in-auth-webauthn', '@simplewebauthn/server', '^libs/auth/src/webauthn/'],
  ['smtp-only-in-mail-dal', 'nodemailer', '^libs/mail/src/dal/smtp/'],
  ['eta-only-in-mail-templates', 'eta', '^libs/mail/src/templates/'],
  ['html-to-text-only-in-mail-templates', 'html-to-text', '^libs/mail/src/templates/'],
  ['rules-of-repetition-only-in-todo-schedule', 'rrule-temporal', '^libs/todo/src/core/schedule/'],
  ['temporal-only-in-todo-schedule', 'temporal-polyfill', '^libs/todo/src/core/schedule/'],
  ['atomic-writes-only-in-the-json-file', 'write-file-atomic', '^libs/[^/]+/src/dal/json-file/'],
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'Files in a cycle can only be understood and loaded together. Move the shared code into a ' +
        'third file. Type imports count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment:
        'The import cannot be resolved. Correct the path, or declare the package in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies-only',
      comment:
        'Production code runs without devDependencies, and a transitive dependency may disappear. ' +
        'List the package under "dependencies" in package.json. The web page is exempt: it is ' +
        'bundled.',
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
        'Nothing imports an app, and apps do not import each other. Move shared code into libs/.',
      severity: 'error',
      from: { path: '^(?:apps/([^/]+)|[^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'public-api-only',
      comment:
        'Import a library through its index.ts only, so that its internals can change. Import ' +
        '#<library>, and export from its index.ts what you need.',
      severity: 'error',
      from: { path: '^(?:libs/([^/]+)|[^/]+)/' },
      to: { path: '^libs/(?!glue/)', pathNot: ['^libs/$1/', PUBLIC_API, SUITE] },
    },
    {
      name: 'room-public-api-only',
      comment:
        'glue has an index.ts per room and no common one, so that a file loads only the rooms it ' +
        'uses. Import #glue/<room>, or ../<room>/index.js inside glue.',
      severity: 'error',
      from: { path: '^(?:libs/glue/src/([^/]+)|[^/]+)/' },
      to: { path: '^libs/glue/', pathNot: ['^libs/glue/src/$1/', ROOM_INDEX, SUITE] },
    },
    {
      name: 'glue-without-contexts',
      comment:
        'Every service loads glue: a context imported here would be loaded by every service. Take ' +
        'it as a parameter.',
      severity: 'error',
      from: { path: '^libs/glue/' },
      to: { path: '^(?:apps|libs|migrations)/', pathNot: '^libs/glue/' },
    },
    {
      name: 'seam-imports-only-glue',
      comment:
        'A contract knows its name, calls and errors: what one context needs belongs in its kernel.',
      severity: 'error',
      from: { path: '^libs/seam/' },
      to: { path: '^(?:apps|libs|migrations)/', pathNot: '^libs/(?:glue|seam)/' },
    },
    {
      name: 'kernel-imports-only-glue-and-seam',
      comment:
        'A kernel is the public API of a context and must not load the context. Declare an ' +
        'interface in the kernel and bind it in the app.',
      severity: 'error',
      from: { path: '^libs/([^/]+-kernel)/' },
      to: { path: '^(?:apps|libs|migrations)/', pathNot: ['^libs/$1/', '^libs/(?:glue|seam)/'] },
    },
    {
      name: 'kernel-without-database',
      comment:
        'A kernel is loaded in processes without its context, which need no database for it. Use ' +
        'the client that it declares.',
      severity: 'error',
      from: { path: '^libs/[^/]+-kernel/' },
      to: { path: '^libs/glue/src/db/' },
    },
    {
      name: 'no-import-between-contexts',
      comment:
        'A context imports glue, seam, kernels and its own schema, never another context: they must run ' +
        'in separate processes. Use the kernel of the other context.',
      severity: 'error',
      from: { path: CONTEXT },
      to: {
        path: '^(?:libs|migrations)/',
        pathNot: ['^libs/$1/', '^libs/(?:glue|seam)/', '^libs/[^/]+-kernel/', '^migrations/$1/'],
      },
    },
    {
      name: 'http-not-to-dal',
      comment:
        'http converts requests to calls of core, and must not bypass its rules. Add a method to ' +
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
      name: 'core-imports-only-errors-of-glue',
      comment:
        'The rules of a context need no configuration, database or server: <name>.module.ts passes ' +
        'values to the constructor. Of glue, core imports errors only, to throw them.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/core/', pathNot: TEST },
      to: { path: '^libs/glue/', pathNot: '^libs/glue/src/errors/' },
    },
    {
      name: 'core-without-frameworks',
      comment:
        'core is independent of transport and storage. Of Nest it uses the decorators of ' +
        '@nestjs/common. HTTP belongs in http, storage in dal.',
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
      name: 'core-without-adapters',
      comment:
        'core runs on any implementation of its ports, or on a fake. Declare a port in core/ports ' +
        '(an abstract class is its own token); <name>.module.ts chooses the implementation.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/core/', pathNot: TEST },
      to: { path: ['^libs/$1/src/(?!core/|http/)[^/]+/', '^migrations/'] },
    },
    {
      name: 'adapters-call-no-service',
      comment:
        'dal, and any other folder that implements ports, decides nothing. It may import the types, ' +
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
        'A port is an abstract class with its types, and needs no package. Move the implementation ' +
        'into a folder beside core.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/core/ports/', pathNot: TEST },
      to: { path: '(?:^|/)node_modules/' },
    },
    {
      name: 'typeorm-stays-in-dal',
      comment:
        'Only dal/typeorm, glue/db and migrations import TypeORM, so that the storage of a context ' +
        'can be replaced. Add a method to the port.',
      severity: 'error',
      from: {
        path: '^(?:apps|libs|scripts)/',
        pathNot: ['^libs/[^/]+/src/dal/typeorm/', '^libs/glue/src/db/', TEST],
      },
      to: { path: packages('typeorm') },
    },
    {
      name: 'only-the-module-imports-every-layer',
      comment:
        'A file beside the layers must not import from them. Bind in <name>.module.ts, declare ' +
        'what others need in <name>.context.ts, or move the file into its layer.',
      severity: 'error',
      from: { path: CONTEXT + 'src/[^/]+$', pathNot: [MODULE_OR_MANIFEST, PUBLIC_API, TEST] },
      to: { path: '^libs/$1/src/[^/]+/' },
    },
    {
      name: 'index-without-outer-layers',
      comment:
        'Exported routes or storage could not change any more. Export the module, or a service of ' +
        'core.',
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
      name: 'peers-without-product-code',
      comment:
        'A peer that runs product code would compare the product with itself. Write it by hand.',
      severity: 'error',
      from: { path: '^bench/peers/' },
      to: { path: '^(?:apps|libs|migrations|scripts)/' },
    },
    {
      name: 'migrations-are-plain',
      comment: 'A migration must never change, but imported code does. Write out the SQL.',
      severity: 'error',
      from: { path: '^migrations/([^/]+)/' },
      to: { path: '^(?:libs|migrations|scripts)/', pathNot: '^migrations/$1/' },
    },
    {
      name: 'web-is-a-client',
      comment:
        'The web page is a client like any other: it uses the HTTP API only. Its packages belong ' +
        'in devDependencies, because it is bundled.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: {
        path: [
          '^(?:libs/(?!client/)|migrations/|scripts/)',
          packages('@nestjs/[^/]+', 'fastify', 'typeorm', 'zod'),
        ],
      },
    },
    {
      name: 'cli-is-a-client',
      comment:
        'The command is a client like any other, and is packed by itself: it imports #client and ' +
        'modules of Node only.',
      severity: 'error',
      from: { path: '^apps/cli/', pathNot: TEST },
      to: { pathNot: '^(?:apps/cli|libs/client)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'client-imports-nothing',
      comment:
        'The client is installed by other programs and runs in browsers: it has no dependencies, and ' +
        'uses what browsers and Node have in common.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: TEST },
      to: { pathNot: '^libs/client/' },
    },
    {
      name: 'client-is-for-clients',
      comment:
        'Servers call each other by contracts, and themselves not at all: the client is for the page ' +
        'and for programs of users.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: ['^libs/client/', '^apps/(?:cli|web)/', TEST] },
      to: { path: '^libs/client/' },
    },
    ...WRAPPED_PACKAGES.map(([name, wrapped, place]) => ({
      name,
      comment:
        'One wrapper uses this package, so that only the wrapper changes with it. Use the wrapper.',
      severity: 'error',
      from: { path: SHIPPED, pathNot: [place, TEST] },
      to: { path: packages(wrapped) },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types are dependencies too: code that names a type changes with it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // `source` resolves "#glue/errors" to the TypeScript file, also without dist/.
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};

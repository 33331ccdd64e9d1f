/** A line of code that one rule must refuse, and the file to add it to. */
export interface PlantedViolation {
  rule: string;
  file: string;
  code: string;
}

/** For dependency-cruiser, in the order of its rules; some are in the context of `new-context.ts`. */
export const FORBIDDEN_IMPORTS: PlantedViolation[] = [
  {
    rule: 'no-circular',
    file: 'libs/billing/src/core/planted-circle.ts',
    code: "export type * from './planted-circle.js';",
  },
  {
    rule: 'resolvable',
    file: 'libs/billing/src/core/planted-nowhere.ts',
    code: "import './nowhere.js';",
  },
  {
    rule: 'resolvable',
    file: 'apps/billing/src/planted-unknown-alias.ts',
    code: "import '#unknown';",
  },
  {
    rule: 'resolvable',
    file: 'apps/billing/src/planted-glue-as-a-whole.ts',
    code: "import '#glue';",
  },
  {
    rule: 'declared-dependencies-only',
    file: 'libs/billing/src/http/planted-development-tool.ts',
    code: "import '@nestjs/testing';",
  },
  {
    rule: 'apps-are-roots',
    file: 'apps/monolith/src/planted-app.ts',
    code: "import '../../billing/src/billing-app.module.js';",
  },
  {
    rule: 'apps-are-roots',
    file: 'libs/billing/src/http/planted-app.ts',
    code: "import '../../../../apps/billing/src/main.js';",
  },
  {
    rule: 'apps-are-roots',
    file: 'test/support/planted-app.ts',
    code: "import '../../apps/billing/src/main.js';",
  },
  {
    rule: 'public-api-only',
    file: 'apps/billing/src/planted-inside.ts',
    code: "import '../../../libs/billing/src/core/billing.service.js';",
  },
  {
    rule: 'public-api-only',
    file: 'test/support/planted-inside.ts',
    code: "import '../../libs/billing/src/core/billing.service.js';",
  },
  {
    rule: 'public-api-only',
    file: 'libs/billing/src/http/planted-inside.spec.ts',
    code: "import '../../../billing-kernel/src/billing-client.js';",
  },
  {
    rule: 'room-public-api-only',
    file: 'libs/billing/src/core/planted-glue.ts',
    code: "import '../../../glue/src/errors/common.errors.js';",
  },
  {
    rule: 'room-public-api-only',
    file: 'libs/glue/src/config/planted-room.ts',
    code: "import '../errors/common.errors.js';",
  },
  {
    rule: 'room-public-api-only',
    file: 'apps/billing/src/planted-glue.ts',
    code: "import '../../../libs/glue/src/server/serve.js';",
  },
  {
    rule: 'glue-without-contexts',
    file: 'libs/glue/src/config/planted-kernel.ts',
    code: "import '#billing-kernel';",
  },
  {
    rule: 'glue-without-contexts',
    file: 'libs/glue/src/db/planted-schema.ts',
    code: "import '#migrations/billing';",
  },
  {
    rule: 'seam-imports-only-glue',
    file: 'libs/seam/src/planted-kernel.ts',
    code: "import '#billing-kernel';",
  },
  {
    rule: 'kernel-imports-only-glue-and-seam',
    file: 'libs/billing-kernel/src/planted-context.ts',
    code: "import '#billing';",
  },
  {
    rule: 'kernel-imports-only-glue-and-seam',
    file: 'libs/billing-kernel/src/planted-kernel.ts',
    code: "import '#auth-kernel';",
  },
  {
    rule: 'kernel-without-database',
    file: 'libs/billing-kernel/src/planted-database.ts',
    code: "import '#glue/db';",
  },
  {
    rule: 'no-import-between-contexts',
    file: 'libs/billing/src/core/planted-context.ts',
    code: "import type {} from '#auth';",
  },
  {
    rule: 'no-import-between-contexts',
    file: 'libs/auth/src/http/planted-context.ts',
    code: "export const loaded = import('#billing');",
  },
  {
    rule: 'no-import-between-contexts',
    file: 'libs/billing/src/dal/typeorm/planted-schema.ts',
    code: "import '#migrations/auth';",
  },
  {
    rule: 'http-not-to-dal',
    file: 'libs/billing/src/http/planted-dal.ts',
    code: "import '../dal/typeorm/typeorm-bills.dal.js';",
  },
  {
    rule: 'http-not-to-dal',
    file: 'libs/billing/src/http/planted-database.ts',
    code: "import '#glue/db';",
  },
  {
    rule: 'core-not-to-http',
    file: 'libs/billing/src/core/planted-http.ts',
    code: "import '../http/bill.controller.js';",
  },
  {
    rule: 'core-imports-only-errors-of-glue',
    file: 'libs/billing/src/core/planted-config.ts',
    code: "import type { ConfigPart } from '#glue/config';",
  },
  {
    rule: 'core-imports-only-errors-of-glue',
    file: 'libs/billing/src/core/planted-server.ts',
    code: "import '#glue/server';",
  },
  {
    rule: 'core-without-frameworks',
    file: 'libs/billing/src/core/planted-fastify.ts',
    code: "import type { FastifyRequest } from 'fastify';",
  },
  {
    rule: 'core-without-frameworks',
    file: 'libs/billing/src/core/planted-platform.ts',
    code: "import '@nestjs/platform-fastify';",
  },
  {
    rule: 'core-without-frameworks',
    file: 'libs/billing/src/core/planted-swagger.ts',
    code: "import { ApiProperty } from '@nestjs/swagger';",
  },
  {
    rule: 'core-without-frameworks',
    file: 'libs/billing/src/core/planted-node-http.ts',
    code: "import type { IncomingHttpHeaders } from 'node:http';",
  },
  {
    rule: 'core-without-adapters',
    file: 'libs/billing/src/core/planted-implementation.ts',
    code: "import '../dal/typeorm/typeorm-bills.dal.js';",
  },
  {
    rule: 'core-without-adapters',
    file: 'libs/billing/src/core/planted-schema.ts',
    code: "import '#migrations/billing';",
  },
  {
    rule: 'adapters-call-no-service',
    file: 'libs/billing/src/dal/typeorm/planted-service.ts',
    code: "import type { BillingService } from '../../core/billing.service.js';",
  },
  {
    rule: 'adapters-call-no-service',
    file: 'libs/billing/src/dal/typeorm/planted-http.ts',
    code: "import '../../http/bill.controller.js';",
  },
  {
    rule: 'ports-are-plain',
    file: 'libs/billing/src/core/ports/planted-package.dal.ts',
    code: "import type { z } from 'zod';",
  },
  {
    rule: 'typeorm-stays-in-dal',
    file: 'libs/billing/src/core/planted-typeorm.ts',
    code: "import type { DataSource } from 'typeorm';",
  },
  {
    rule: 'typeorm-stays-in-dal',
    file: 'libs/billing/src/dal/json-file/planted-typeorm.ts',
    code: "import 'typeorm';",
  },
  {
    rule: 'typeorm-stays-in-dal',
    file: 'apps/billing/src/planted-typeorm.module.ts',
    code: "import 'typeorm';",
  },
  {
    rule: 'typeorm-stays-in-dal',
    file: 'libs/billing/src/planted-other.module.ts',
    code: "import 'typeorm';",
  },
  {
    rule: 'only-the-module-imports-every-layer',
    file: 'libs/billing/src/planted-helper.ts',
    code: "import './core/billing.service.js';",
  },
  {
    rule: 'adapters-call-no-service',
    file: 'libs/billing/src/printing/planted-folder.ts',
    code: "import '../dal/typeorm/typeorm-bills.dal.js';",
  },
  {
    rule: 'only-the-module-imports-every-layer',
    file: 'libs/billing/src/planted-other.context.ts',
    code: "import './core/billing.service.js';",
  },
  {
    rule: 'no-import-between-contexts',
    file: 'libs/billing/src/core/planted-list.ts',
    code: "import '#contexts';",
  },
  {
    rule: 'index-without-outer-layers',
    file: 'libs/billing/src/index.ts',
    code: "export * from './dal/typeorm/typeorm-bills.dal.js';",
  },
  {
    rule: 'tests-are-not-shipped',
    file: 'libs/billing/src/dal/typeorm/planted-contract.ts',
    code: "import '../../core/ports/bills.dal.suite.js';",
  },
  {
    rule: 'tests-are-not-shipped',
    file: 'libs/billing/src/core/planted-spec.ts',
    code: "import './billing.service.spec.js';",
  },
  {
    rule: 'tests-are-not-shipped',
    file: 'libs/billing/src/core/planted-bench.ts',
    code: "import '../../../../bench/measure/statistics.js';",
  },
  {
    rule: 'peers-without-product-code',
    file: 'bench/peers/planted-product.ts',
    code: "import '#glue/errors';",
  },
  {
    rule: 'public-api-only',
    file: 'bench/kernel/planted-inside.ts',
    code: "import '../../libs/billing/src/core/billing.service.js';",
  },
  {
    rule: 'tests-are-not-shipped',
    file: 'apps/billing/src/planted-test.ts',
    code: "import '../../../test/architecture/tools.js';",
  },
  {
    rule: 'migrations-are-plain',
    file: 'migrations/billing/planted-glue.ts',
    code: "import '#glue/errors';",
  },
  {
    rule: 'migrations-are-plain',
    file: 'migrations/billing/planted-schema.ts',
    code: "import '#migrations/auth';",
  },
  {
    rule: 'web-is-a-client',
    file: 'apps/web/planted-library.js',
    code: "import '#billing';",
  },
  {
    rule: 'web-is-a-client',
    file: 'apps/web/src/items/planted-server.tsx',
    code: "import type { Type } from '@nestjs/common';",
  },
  {
    rule: 'cli-is-a-client',
    file: 'apps/cli/src/planted-glue.ts',
    code: "import type {} from '#glue/errors';",
  },
  {
    rule: 'cli-is-a-client',
    file: 'apps/cli/src/commands/planted-package.ts',
    code: "import 'zod';",
  },
  {
    rule: 'client-imports-nothing',
    file: 'libs/client/src/planted-kernel.ts',
    code: "import type {} from '#auth-kernel';",
  },
  {
    rule: 'client-imports-nothing',
    file: 'libs/client/src/calls/planted-node.ts',
    code: "import 'node:fs';",
  },
  {
    rule: 'client-is-for-clients',
    file: 'apps/billing/src/planted-client.ts',
    code: "import '#client';",
  },
  {
    rule: 'pglite-only-in-glue-db',
    file: 'libs/billing/src/dal/typeorm/planted-pglite.ts',
    code: "import '@electric-sql/pglite';",
  },
  {
    rule: 'file-locks-only-in-glue-lock',
    file: 'libs/billing/src/dal/json-file/planted-lock.ts',
    code: "import 'fs-native-extensions';",
  },
  {
    rule: 'jwt-only-in-auth-tokens',
    file: 'libs/auth-kernel/src/planted-jwt.ts',
    code: "import '@nestjs/jwt';",
  },
  {
    rule: 'pino-only-in-glue-log',
    file: 'libs/glue/src/db/planted-pino.ts',
    code: "import type { Logger } from 'pino';",
  },
  {
    rule: 'prom-client-only-in-glue-metrics',
    file: 'libs/glue/src/db/planted-metrics.ts',
    code: "import { Counter } from 'prom-client';",
  },
  {
    rule: 'argon2-only-in-auth-hashing',
    file: 'libs/auth/src/core/planted-argon2.ts',
    code: "import '@node-rs/argon2';",
  },
  {
    rule: 'otpauth-only-in-auth-totp',
    file: 'libs/auth/src/core/planted-otpauth.ts',
    code: "import 'otpauth';",
  },
  {
    rule: 'qr-codes-only-in-auth-totp',
    file: 'libs/auth/src/core/planted-uqr.ts',
    code: "import 'uqr';",
  },
  {
    rule: 'webauthn-only-in-auth-webauthn',
    file: 'libs/auth/src/core/planted-webauthn.ts',
    code: "import '@simplewebauthn/server';",
  },
  {
    rule: 'smtp-only-in-mail-dal',
    file: 'libs/mail/src/core/planted-smtp.ts',
    code: "import 'nodemailer';",
  },
  {
    rule: 'eta-only-in-mail-templates',
    file: 'libs/mail/src/core/planted-eta.ts',
    code: "import 'eta/core';",
  },
  {
    rule: 'html-to-text-only-in-mail-templates',
    file: 'libs/mail/src/core/planted-html-to-text.ts',
    code: "import 'html-to-text';",
  },
  {
    rule: 'rules-of-repetition-only-in-todo-schedule',
    file: 'libs/todo/src/http/planted-rrule.ts',
    code: "import 'rrule-temporal';",
  },
  {
    rule: 'temporal-only-in-todo-schedule',
    file: 'libs/todo/src/http/planted-temporal.ts',
    code: "import 'temporal-polyfill/implementation';",
  },
  {
    rule: 'atomic-writes-only-in-the-json-file',
    file: 'libs/glue/src/lock/planted-write.ts',
    code: "import 'write-file-atomic';",
  },
];

/** For ESLint: the restrictions of this project, and the two most important rules. */
export const FORBIDDEN_CODE: PlantedViolation[] = [
  {
    rule: 'no-console',
    file: 'libs/billing/src/core/planted-console.ts',
    code: "console.log('paid');",
  },
  {
    rule: 'max-lines-per-function',
    file: 'libs/billing/src/core/planted-length.ts',
    code: `export function pay(one: () => void): void {\n${'  one();\n'.repeat(29)}}`,
  },
  {
    rule: 'no-restricted-properties',
    file: 'libs/billing/src/planted-environment.ts',
    code: 'export const port = process.env.PORT;',
  },
  {
    rule: 'no-restricted-properties',
    file: 'apps/billing/src/planted-environment.ts',
    code: 'export const { env } = process;',
  },
  {
    rule: 'no-restricted-imports',
    file: 'libs/billing/src/core/planted-environment.ts',
    code: "export { env } from 'node:process';",
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/billing/src/core/planted-exception.ts',
    code: "export { NotFoundException } from '@nestjs/common';",
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/billing/src/core/planted-route.ts',
    code: "import { Get, type Type } from '@nestjs/common';\nexport const x: [unknown, Type?] = [Get];",
  },
  {
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/billing/src/core/planted-deep-import.ts',
    code: "export * from '@nestjs/common/exceptions/index.js';",
  },
  {
    rule: 'no-restricted-syntax',
    file: 'libs/billing/src/core/planted-throw.ts',
    code: 'class GoneException extends Error {}\nexport const gone = () => new GoneException();',
  },
  {
    rule: 'no-restricted-syntax',
    file: 'libs/billing/src/core/planted-only.spec.ts',
    code: "describe.only.each([1])('a bill', () => undefined);",
  },
  {
    rule: 'no-restricted-syntax',
    file: 'test/support/planted-skip.ts',
    code: "it.skip('is paid', () => undefined);",
  },
  {
    rule: 'no-restricted-syntax',
    file: 'libs/billing/src/dal/planted-skip.suite.ts',
    code: "xit('is paid', () => undefined);",
  },
  {
    rule: '@typescript-eslint/no-explicit-any',
    file: 'libs/billing/src/http/planted-any.ts',
    code: 'export const bill: any = undefined;',
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    file: 'libs/billing/src/http/planted-promise.ts',
    code: 'Promise.resolve();',
  },
];

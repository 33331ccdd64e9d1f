/**
 * A context that does not exist, as a team would add it: no rule may have to change for it. Files
 * by their path, as small as possible.
 */
export const NEW_CONTEXT: Record<string, string> = {
  'libs/billing-kernel/src/index.ts': `
    export { BillingClient } from './billing-client.js';`,
  'libs/billing-kernel/src/billing-client.ts': `
    import { ServiceError } from '#glue/errors';
    export abstract class BillingClient { error?: ServiceError }`,

  'libs/billing/src/index.ts': `
    export { BillingModule } from './billing.module.js';
    export { BillingService } from './core/billing.service.js';`,
  'libs/billing/src/billing.config.ts': `
    import type { ConfigPart } from '#glue/config';
    export const billingConfig: ConfigPart = { shape: {} };`,
  'libs/billing/src/billing.module.ts': `
    import { DatabaseModule } from '#glue/db';
    import { migrations } from '#migrations/billing';
    import { billingConfig } from './billing.config.js';
    import { BillingService } from './core/billing.service.js';
    import { TypeormBillsDal } from './dal/typeorm/typeorm-bills.dal.js';
    import { BillController } from './http/bill.controller.js';
    export class BillingModule {}
    export const uses = [DatabaseModule, migrations, billingConfig, BillingService];
    export const binds = [TypeormBillsDal, BillController];`,
  'libs/billing/src/http/bill.controller.ts': `
    import { Controller } from '@nestjs/common';
    import { SessionGuard } from '#auth-kernel';
    import { ApiErrors } from '#glue/openapi';
    import { BillingService } from '../core/billing.service.js';
    export const uses = [Controller, SessionGuard, ApiErrors, BillingService];`,
  'libs/billing/src/core/billing.service.ts': `
    import { Inject } from '@nestjs/common';
    import type { AuthClient } from '#auth-kernel';
    import { BillingClient } from '#billing-kernel';
    import { ServiceError } from '#glue/errors';
    import type { BillsDal } from './ports/bills.dal.js';
    export class BillingService { dal?: BillsDal; auth?: AuthClient }
    export const uses = [Inject, BillingClient, ServiceError];`,
  'libs/billing/src/core/billing.service.spec.ts': `
    import { describeBillsDal } from './ports/bills.dal.suite.js';
    import { TypeormBillsDal } from '../dal/typeorm/typeorm-bills.dal.js';
    describeBillsDal(TypeormBillsDal);`,
  'libs/billing/src/core/ports/bills.dal.ts': `
    export abstract class BillsDal { abstract list(): Promise<unknown[]> }`,
  'libs/billing/src/core/ports/bills.dal.suite.ts': `
    export function describeBillsDal(dal: unknown): void { expect(dal).toBeDefined(); }`,
  'libs/billing/src/dal/typeorm/typeorm-bills.dal.ts': `
    import { Entity } from 'typeorm';
    import { ServiceError } from '#glue/errors';
    import type { BillsDal } from '../../core/ports/bills.dal.js';
    export class TypeormBillsDal { dal?: BillsDal }
    export const uses = [Entity, ServiceError];`,

  'migrations/billing/index.ts': `
    import { Bills1764000000000 } from './1764000000000-bills.js';
    export const migrations = [Bills1764000000000];`,
  'migrations/billing/1764000000000-bills.ts': `
    import type { QueryRunner } from 'typeorm';
    export class Bills1764000000000 { runner?: QueryRunner }`,

  'apps/billing/src/main.ts': `
    import { BillingModule } from '#billing';
    import { serve } from '#glue/server';
    import { BillingAppModule } from './billing-app.module.js';
    export const uses = [BillingModule, serve, BillingAppModule];`,
  'apps/billing/src/billing-app.module.ts': `
    export class BillingAppModule {}`,
};

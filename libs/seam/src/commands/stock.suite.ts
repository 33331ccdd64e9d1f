import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { DatabaseOutcomes, openMigratedDataSource } from '#glue/db';
import { stockContract } from '../../../../test/demo/stock.contract.js';
import { stockDatabase } from '../../../../test/demo/stock.database.js';
import { StockService } from '../../../../test/demo/stock.service.js';
import { AppProcess } from '../../../../test/support/app-process.js';
import type { ClientOf } from '../contract/client-of.js';
import { httpClient } from '../http-client/http-client.js';
import { inProcessClient } from '../in-process/in-process-client.js';
import { axiosOptions } from '#glue/http-client';
import { connect } from '../peer/connect.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
export const CACHE = join(ROOT, 'node_modules/.cache');
/** Longer than a statement waits for a lock. */
const BUDGET_MS = 10_000;

/** The provider of the demo contract on a PostgreSQL. */
export interface Stock {
  clientOf(caller: string): ClientOf<typeof stockContract>;
  close(): Promise<void>;
}

/** The provider and its callers in this process. */
export async function stockInProcess(url: string): Promise<Stock> {
  const source = await openMigratedDataSource({
    ...stockDatabase,
    url,
    maxConnections: 10,
    dataDir: '',
  });
  const [service, outcomes] = [new StockService(source), new DatabaseOutcomes(source, 'stock')];
  return {
    clientOf: (caller) => inProcessClient(stockContract, service, caller, outcomes),
    close: () => source.destroy(),
  };
}

/** A program of the demo in one file, in a folder that the test removes. */
export async function bundled(entry: string, name: string): Promise<string> {
  const folder = join(CACHE, `${name}-${process.pid}`);
  const args = ['test/support/bundle.mjs', entry, folder];
  await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return join(folder, 'main.js');
}

/** The program of the provider. */
export function stockProgram(): Promise<string> {
  return bundled('test/demo/main.ts', 'stock');
}

export function removeProgram(program: string): Promise<void> {
  return rm(dirname(program), { recursive: true });
}

/** Starts the provider in a process of its own. */
export function startStock(program: string, url: string, env = {}): Promise<AppProcess> {
  return AppProcess.start(program, CACHE, { STOCK_DB_URL: url, ...env });
}

/** Clients of a provider that may move to another address. */
export function stockClients(url: string) {
  const http = new HttpService(axios.create(axiosOptions(url) as object));
  return {
    moveTo: (moved: string) => (http.axiosRef.defaults.baseURL = moved),
    clientOf: (caller: string) =>
      httpClient(
        stockContract,
        connect(stockContract, http, { url, tokens: { token: () => caller }, budgetMs: BUDGET_MS }),
      ),
  };
}

/** The provider in a process of its own, and its callers in this one. */
export async function stockOverHttp(url: string): Promise<Stock> {
  const program = await stockProgram();
  const app = await startStock(program, url);
  return {
    clientOf: stockClients(app.url).clientOf,
    close: async () => {
      await app.stop();
      await removeProgram(program);
    },
  };
}

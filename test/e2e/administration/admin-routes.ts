import { send } from '../../support/client.js';

/** A route of administrators. */
export interface AdminRoute {
  method: string;
  /** With a public id that no user has for each parameter. */
  url: string;
}

interface Document {
  paths: Record<string, Record<string, object>>;
}

const ADMIN = /^\/api\/v\d+\/admin\//;
const UNKNOWN_ID = '6f1f7a0e-3d8f-4a3c-9a3e-0a4a3c1d2b11';

/** All routes of administrators that an app has, by its API document: a new one is among them. */
export async function adminRoutesOf(address: string): Promise<AdminRoute[]> {
  const { body } = await send<Document>('GET', `${address}/docs-json`);
  return Object.entries(body.paths)
    .filter(([path]) => ADMIN.test(path))
    .flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => ({
        method: method.toUpperCase(),
        url: address + path.replaceAll(/\{\w+\}/g, UNKNOWN_ID),
      })),
    );
}

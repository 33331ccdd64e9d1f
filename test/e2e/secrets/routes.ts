import { authContract } from '#auth-kernel';
import { send } from '../../support/client.js';

/** A route that is called with secrets in all its inputs. */
export interface Route {
  method: string;
  /** With its parameters as `{name}`. */
  path: string;
  /** The fields of its body. */
  fields: string[];
}

interface Document {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, Content> } }>>;
  components: { schemas: Record<string, { properties?: object }> };
}

interface Content {
  schema: { $ref?: string };
}

const internal = (call: string, fields: string[]): Route => ({
  method: 'POST',
  path: `/internal/v1/auth/${call}`,
  fields,
});
const get = (path: string): Route => ({ method: 'GET', path, fields: [] });

/** Routes that are in no document. */
const UNDESCRIBED: Route[] = [
  get('/'),
  get('/done'),
  get('/favicon.svg'),
  get('/assets/{name}'),
  get('/docs'),
  get('/docs-json'),
  get('/docs/LICENSE'),
  get('/docs/swagger-ui.css'),
  get('/docs/{name}'),
  get('/docs//{name}'),
  get('/docs/../{name}'),
  get('/docs/%00{name}'),
  get('/{name}'),
  get('/api/v1/{name}'),
  get('/api/v1/delete/%zz{name}'),
  get(`/api/v1/delete/{name}${'x'.repeat(4_000)}`),
  internal('ping', []),
  ...Object.values(authContract.calls).map(({ name }) => internal(name, ['input', 'inputs'])),
  { method: 'POST', path: '/%69nternal/v1/auth/userByEmail', fields: ['input'] },
];

/** All routes of an app, documented or not. */
export async function routesOf(url: string): Promise<Route[]> {
  const { body } = await send<Document>('GET', `${url}/docs-json`);
  const described = Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      fields: fieldsOf(body, requestBody?.content['application/json']),
    })),
  );
  return [...described, ...UNDESCRIBED];
}

function fieldsOf(document: Document, content: Content | undefined): string[] {
  const name = content?.schema.$ref?.split('/').at(-1);
  return name ? Object.keys(document.components.schemas[name]?.properties ?? {}) : [];
}

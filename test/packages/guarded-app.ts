/**
 * An application with global guards, interceptors, pipes and filters around the provider of the README.
 * Each of them reports that it ran. It is copied to the fresh folder, and prints its responses.
 */
export const GUARDED_APP = `
import { type CanActivate, Catch, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { stockModule } from './stock.module.js';

class Closed extends Error {}
const refuse = (is: boolean) => { if (is) throw new Closed(); };
const reply = (context: Pick<ExecutionContext, 'switchToHttp'>) => context.switchToHttp().getResponse();

const guard: CanActivate = {
  canActivate(context) {
    refuse(context.switchToHttp().getRequest().headers['x-closed'] === 'guard');
    return true;
  },
};
const interceptor: NestInterceptor = {
  intercept(context, next) {
    reply(context).header('x-interceptor', 'ours');
    return next.handle();
  },
};
const pipe = {
  transform(value: unknown) {
    refuse(JSON.stringify(value)?.includes('closed') === true);
    return value;
  },
};
class ClosedFilter {
  catch(_error: Closed, context: Pick<ExecutionContext, 'switchToHttp'>) {
    reply(context).code(451).send({ filter: 'ours' });
  }
}
Catch(Closed)(ClosedFilter);

const app = await NestFactory.create(stockModule({ verify: (name) => name }), new FastifyAdapter(), { logger: false });
app.useGlobalGuards(guard).useGlobalInterceptors(interceptor).useGlobalPipes(pipe).useGlobalFilters(new ClosedFilter());
await app.listen(0, '127.0.0.1');
const post = async (call: string, body: object, headers = {}) => {
  const response = await fetch(await app.getUrl() + '/internal/v1/stock/' + call, {
    method: 'POST',
    headers: { authorization: 'Bearer orders', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return [response.status, response.headers.get('x-interceptor'), await response.json()];
};
console.log(JSON.stringify({
  open: await post('left', { input: null }),
  guard: await post('left', { input: null }, { 'x-closed': 'guard' }),
  pipe: await post('take', { input: 'closed' }),
  invalid: (await post('take', { inputs: 1 }))[0],
  stranger: (await post('left', { input: null }, { authorization: '' }))[0],
}));
await app.close();
`;

/** Uses a kernel like any other package. */
export const KERNEL_USER = `
import { AUTH_CLIENT, type AuthClient, authContract, authKernel, SessionGuard } from '@seam/auth-kernel';
import { clientModule } from '@seam/seam';

const from = { url: 'http://127.0.0.1:1', budgetMs: 100, tokens: { token: () => 'token' } };
export const { exports } = clientModule(authContract, AUTH_CLIENT, from);
export const emails = async (auth: AuthClient) => (await auth.usersByIds([1])).map(({ email }) => email.trim());
// @ts-expect-error: the types of the contract are known
export const wrong = (auth: AuthClient) => auth.usersByIds('1');
console.log(JSON.stringify([authKernel.context, SessionGuard.name]));
`;

import { AuthKernelModule, httpBindingConfig } from '#auth-kernel';
import { readConfig } from '#glue/config';
import type { App } from '#glue/server';
import { TodoAppModule, todoAppConfig } from './todo-app.module.js';

/** Auth is another process; nothing of it is loaded here. */
export async function overHttp(): Promise<App> {
  const config = readConfig([...todoAppConfig, httpBindingConfig]);
  const kernel = await AuthKernelModule.overHttp('todo', config);
  return { config, module: TodoAppModule.with(config, kernel) };
}

/** Auth is part of this process, without its routes: todo offers no login. */
export async function inProcess(): Promise<App> {
  const { authConfig, AuthModule, UsersService } = await import('#auth');
  const config = readConfig([...todoAppConfig, authConfig]);
  const kernel = AuthKernelModule.inProcess(AuthModule.with(config, []), UsersService, config);
  return { config, module: TodoAppModule.with(config, kernel) };
}

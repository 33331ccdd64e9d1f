import { authKernelErrors, AuthKernelModule, httpBindingConfig, TOKEN_API } from '#auth-kernel';
import { readConfig } from '#glue/config';
import type { App } from '#glue/server';
import { MAX_TITLE_LENGTH_IN_PATH, todoErrors } from '#todo';
import { TodoAppModule, todoAppConfig } from './todo-app.module.js';

const API = {
  ...TOKEN_API,
  errors: [authKernelErrors, todoErrors],
  description: 'Carry the token of a login, keep a to-do list.',
  maxParamLength: MAX_TITLE_LENGTH_IN_PATH,
};

/** Auth is another process; nothing of it is loaded here. */
export async function overHttp(): Promise<App> {
  const config = readConfig([...todoAppConfig, httpBindingConfig]);
  const kernel = await AuthKernelModule.overHttp('todo', config);
  return { config, module: TodoAppModule.with(config, kernel), api: API };
}

/** Auth is part of this process, without its routes: todo offers no login. */
export async function inProcess(): Promise<App> {
  const { authConfig, AuthModule, UsersService } = await import('#auth');
  const config = readConfig([...todoAppConfig, authConfig]);
  const kernel = AuthKernelModule.inProcess(AuthModule.with(config, []), UsersService, config);
  return { config, module: TodoAppModule.with(config, kernel), api: API };
}

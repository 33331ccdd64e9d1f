import { AuthKernelModule, inProcessOnlyConfig } from '#auth-kernel';
import { serve } from '#glue/http';
import { TodoAppModule, todoAppConfig } from './todo-app.module.js';

await serve('todo', async () => {
  // Loaded only for this binding; todo offers no login, so auth comes without its routes.
  const { authConfig, AuthModule, UsersService } = await import('#auth');
  return {
    config: [...todoAppConfig, inProcessOnlyConfig, authConfig] as const,
    module: (config) => {
      const auth = AuthModule.with(config, { routes: false });
      return TodoAppModule.with(config, AuthKernelModule.inProcess(auth, UsersService));
    },
  };
});

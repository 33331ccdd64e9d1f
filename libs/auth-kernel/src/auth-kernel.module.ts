import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { AUTH_CLIENT, type AuthClient } from './auth-client.js';

/**
 * Binds {@link AUTH_CLIENT} for the whole process. One static method per binding;
 * the app chooses, and no feature can tell which it got.
 */
@Global()
@Module({})
export class AuthKernelModule {
  /** Auth runs in this process: its module, and its service that implements `AuthClient`. */
  static inProcess(auth: DynamicModule, service: Type<AuthClient>): DynamicModule {
    return {
      module: AuthKernelModule,
      imports: [auth],
      providers: [{ provide: AUTH_CLIENT, useExisting: service }],
      exports: [AUTH_CLIENT],
    };
  }
}

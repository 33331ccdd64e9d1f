import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ToolServer } from '../tools/index.js';
import type { Composition } from './compose.js';
import type { Context } from './context.js';
import { ownPath } from './own-path.js';

@Module({})
class ToolsModule {}

/**
 * The module of a process that also runs the tools of contexts whose data other processes cannot
 * open.
 */
export function serveTools({ module, config, hosted, embedded }: Composition): DynamicModule {
  const providers = [...hosted, ...embedded].flatMap((context) => {
    const path = context.tools && ownPath(context, config);
    return path ? [serverOf(context, path)] : [];
  });
  return providers.length > 0 ? { module: ToolsModule, imports: [module], providers } : module;
}

function serverOf({ name, tools = [] }: Context, path: string): Provider {
  return {
    provide: `tools of ${name}`,
    inject: [ModuleRef],
    useFactory: (ref: ModuleRef) =>
      new ToolServer(path, tools, (provider) => ref.get(provider, { strict: false })),
  };
}

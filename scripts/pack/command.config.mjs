// For rolldown: the command of users as one file, COMMAND_FILE, from its sources.
import { join } from 'node:path';
import { ROOT } from '../build/project.mjs';

export default {
  input: join(ROOT, 'apps/cli/src/cli.ts'),
  platform: 'node',
  resolve: {
    conditionNames: ['source', 'node', 'import', 'default'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
  logLevel: 'warn',
  onLog(level, log, handle) {
    // A module that is missing now would be missing at run time.
    handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log);
  },
  output: { file: process.env.COMMAND_FILE, format: 'esm', banner: '#!/usr/bin/env node' },
};

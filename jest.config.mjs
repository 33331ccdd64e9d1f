/** Tests run on the sources; the condition "source" resolves `#glue/…` and the like to them. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testMatch: ['<rootDir>/{apps,bench,libs,scripts,test}/**/*.spec.ts'],
  setupFiles: ['<rootDir>/test/support/quiet.ts'],
  globalSetup: '<rootDir>/test/support/template.mjs',
  // Far beyond what any test needs: a slow or busy machine must not fail one.
  testTimeout: 120_000,
  // End-to-end tests mostly wait for other processes, so they share all cores.
  maxWorkers: '100%',
  // Jest does not free the modules of a test file, and each AsyncLocalStorage in them makes all later
  // promises slower. Workers grew to 3 GB, and 80 files needed a quarter more CPU than with a limit. With
  // 300 MB, workers start more often: 58 files of unit tests took 77 s of CPU, and 65 s with this.
  workerIdleMemoryLimit: '600MB',
};

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
  globalTeardown: '<rootDir>/test/support/template.teardown.mjs',
  testTimeout: 30_000,
  // End-to-end tests mostly wait for other processes, so they share all cores.
  maxWorkers: '100%',
};

/**
 * Restrictions beyond the compiler's. Import rules are in .dependency-cruiser.cjs.
 * Each restriction is tested: test/architecture/planted-violations.ts breaks it, and
 * its message must appear.
 */
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const TESTS = ['test/**/*.ts', '**/*.{spec,*-spec,suite}.ts'];
const CORE = ['libs/*/src/core/**/*.ts'];

const ENVIRONMENT = 'Only glue/config reads the environment. Declare a ConfigPart.';
const NEST_IN_CORE =
  'Of Nest, core imports Inject, Injectable, Logger and types only: the rest is HTTP.';
const ERRORS_OF_CORE = 'core throws ServiceError, which is independent of the transport.';
const ALL_TESTS_RUN = 'A skipped test is easily forgotten. Run every test.';

/** The globals of Node, taken from the linting process, and those of a web page. */
const GLOBALS = [...Object.getOwnPropertyNames(globalThis), 'window', 'document', 'localStorage'];

export default defineConfig(
  globalIgnores([
    'dist',
    '.dist-*',
    'coverage/',
    '**/.data/',
    'bench/results/',
    'libs/client/src/openapi.ts',
  ]),
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(GLOBALS.map((name) => [name, 'readonly'])) },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: 'writable', require: 'readonly' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Implementations of asynchronous interfaces are async, so that every error is a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts', 'migrations/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts', 'migrations/**/*.ts'],
    // The entry of the command is no server, and has no settings of one.
    ignores: ['libs/glue/src/config/**', 'apps/cli/src/cli.ts', ...TESTS],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: ENVIRONMENT },
      ],
      'no-restricted-imports': [
        'error',
        ...['process', 'node:process'].map((name) => ({
          name,
          importNames: ['default', 'env'],
          message: ENVIRONMENT,
        })),
      ],
    },
  },
  {
    files: ['{apps,libs,migrations,scripts}/**/*.{ts,mjs,cjs}'],
    ignores: ['apps/web/**', ...TESTS],
    rules: {
      'max-lines-per-function': ['error', { max: 30, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: CORE,
    ignores: TESTS,
    rules: {
      // The plugin's variant, so that it does not replace the rule above.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/common',
              allowImportNames: ['Inject', 'Injectable', 'Logger'],
              allowTypeImports: true,
              message: NEST_IN_CORE,
            },
          ],
          patterns: [{ group: ['@nestjs/common/*'], message: NEST_IN_CORE }],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'NewExpression:matches([callee.name=/Exception$/], [callee.property.name=/Exception$/])',
          message: ERRORS_OF_CORE,
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
          message: ALL_TESTS_RUN,
        },
        {
          selector: 'CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit|xtest)$/]',
          message: ALL_TESTS_RUN,
        },
      ],
      // Jest's matchers are `any`, and tests pass methods of fakes without their object.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);

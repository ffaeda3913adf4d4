// @ts-check
import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const layer = (/** @type {string} */ name, /** @type {string[]} */ below) => ({
  sourceTag: `layer:${name}`,
  onlyDependOnLibsWithTags: [...below, 'testing'].map((tag) => `layer:${tag}`),
});

const boundaries = {
  enforceBuildableLibDependency: false,
  allow: [],
  depConstraints: [
    layer('core', ['core']),
    layer('geometry', ['core']),
    layer('base', ['core', 'geometry']),
    // A family never imports another family.
    layer('family', ['core', 'geometry', 'base']),
    layer('detector', ['core', 'geometry', 'base']),
    layer('engine', ['core', 'geometry', 'base']),
    layer('runtime', ['core', 'geometry', 'base', 'family', 'detector', 'engine']),
    layer('cli', ['core', 'geometry', 'base', 'family', 'detector', 'engine', 'runtime']),
    layer('testing', ['core', 'geometry', 'base']),
    layer('tool', ['core', 'geometry', 'base', 'family', 'detector', 'engine', 'runtime', 'cli', 'tool']),
  ],
};

export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/dist-test/**',
      '**/node_modules/**',
      '**/.nx/**',
      '**/.venv/**',
      'runs/**',
      'packages/tensor/kernels/**',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  {
    files: ['packages/*/src/**/*.ts', 'tools/*/src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Typed-array loops read best as loops over an index.
      '@typescript-eslint/prefer-for-of': 'off',
      '@nx/enforce-module-boundaries': ['error', boundaries],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // Testing builds on tensor; only the tests of tensor close the circle.
    files: ['packages/tensor/src/**/*.test.ts'],
    rules: {
      '@nx/enforce-module-boundaries': ['error', { ...boundaries, ignoredCircularDependencies: [['@ecm/tensor', '@ecm/testing']] }],
    },
  },
);

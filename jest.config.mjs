const transform = {
  '\\.sh$': '<rootDir>/test/text-module.cjs',
  '^.+\\.(m?js|tsx?)$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'classic' } },
      },
      module: { type: 'commonjs' },
    },
  ],
};
const shared = {
  transform,
  // Python environments ship npm packages whose names collide with ours.
  modulePathIgnorePatterns: ['<rootDir>/.venv', '<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/lib'],
  testPathIgnorePatterns: ['/node_modules/'],
  // Has an entry for `import` only.
  moduleNameMapper: { '^cborg$': '<rootDir>/node_modules/cborg/cborg.js' },
};
const esm =
  '(@jupyterlab|@jupyter|@lumino|@microsoft|exenv-es6|lib0|y-protocols|yjs|nanoid|uuid|lodash-es|react-json-tree|citty|marked|sigstore|unbash|zstddec|cborg|cidr-tools|ip-bigint)';

export default {
  projects: [
    {
      ...shared,
      displayName: 'rules',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/test/{protocol,studio,aws,iam,agent,cli,docs,forge,scripts}/**/*.test.ts',
        '<rootDir>/test/admin/!(image|installation)/**/*.test.ts',
      ],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'image',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/admin/image/**/*.test.ts'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'emulator',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/emulator/**/*.test.ts'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'frontend',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/frontend/**/*.test.{ts,tsx}'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
      moduleNameMapper: { '\\.(css|svg)$': '<rootDir>/test/frontend/empty-module.cjs' },
      setupFiles: ['<rootDir>/test/frontend/jsdom-gaps.cjs'],
    },
    {
      ...shared,
      displayName: 'images',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/images/**/*.test.ts'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'lifecycle',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/{admin/installation,lifecycle}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/lifecycle/make-root.ts',
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'soak',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/soak/**/*.test.ts'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
    {
      ...shared,
      displayName: 'browser',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/ui/**/*.test.ts'],
      transformIgnorePatterns: [`/node_modules/(?!${esm}/)`],
    },
  ],
};

import jupyter from '@jupyter/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Each folder of src and the folders it may import: the arrows of the design. */
const arrows = {
  protocol: [],
  studio: ['protocol'],
  iam: [],
  aws: ['protocol'],
  agent: ['studio', 'aws', 'protocol'],
  image: ['studio', 'aws', 'protocol'],
  installation: ['studio', 'aws', 'protocol'],
  cli: ['studio', 'aws', 'protocol', 'image', 'installation', 'agent', 'emulator'],
  emulator: ['iam'],
  frontend: ['protocol'],
};
const zones = Object.entries(arrows).flatMap(([folder, allowed]) => [
  {
    target: `./src/${folder}`,
    from: './src',
    except: [folder, ...allowed].map((name) => `./${name}`),
    message: `src/${folder} may import only ${['itself', ...allowed].join(', ')}.`,
  },
]);
// The command line reaches the emulator and the agent through one command each.
const oneDoor = ['emulator', 'agent'].map((name) => ({
  target: './src/cli/!(emulate|agent).ts',
  from: `./src/${name}`,
  message: `only one CLI command may import src/${name}.`,
}));
// What the wheel brings of the command line asks the agent, and stays small.
const inApp = {
  target: './src/cli/app',
  from: './src',
  except: ['./cli', './protocol'],
  message: 'commands for an app ask the agent.',
};

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.venv',
      '.cache',
      'dist',
      'lib',
      'test-results',
      'src/door',
      'src/emulator/**/shapes.ts',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...zones, ...oneDoor, inApp] }],
      'import-x/no-cycle': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@aws-sdk/*', '@smithy/*'], message: 'only src/aws talks to AWS.' }] },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'only main.ts files read the environment, exit or print.' },
      ],
      eqeqeq: 'error',
    },
  },
  { files: ['src/aws/**/*.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/**/main.ts'], rules: { 'no-restricted-globals': 'off', 'no-console': 'off' } },
  {
    files: ['src/index.ts', 'src/frontend/**/*.{ts,tsx}'],
    plugins: { jupyter, 'react-hooks': reactHooks },
    rules: { ...jupyter.configs?.recommended?.rules, ...reactHooks.configs.recommended.rules },
  },
  { files: ['test/**/*.{ts,tsx}'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);

import path from 'node:path';
import jupyter from '@jupyter/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { noCircleIn } from './scripts/no-circle.mjs';

/** Each folder of src and the folders it may import: the arrows of the design. */
const arrows = {
  protocol: [],
  studio: ['protocol'],
  aws: ['studio', 'protocol'],
  iam: [],
  agent: ['studio', 'aws', 'protocol'],
  frontend: ['protocol'],
  admin: ['studio', 'aws', 'iam', 'protocol'],
  cli: ['admin', 'studio', 'aws', 'protocol', 'emulator'],
  emulator: ['iam'],
  demo: [],
};
/** Each subject of src/admin and the siblings it may import. */
const siblings = {
  converge: [],
  findings: [],
  'named-files': [],
  scripts: ['findings', 'named-files'],
  installation: ['converge', 'findings', 'named-files', 'scripts', 'studio-file'],
  image: ['converge', 'findings'],
  network: ['findings', 'studio-file'],
  guardrails: ['findings', 'converge'],
  'studio-file': ['named-files', 'scripts', 'guardrails'],
  domain: ['converge', 'studio-file', 'guardrails'],
};
/** Inside the frontend: features do not know each other, what they share knows none of them, the panel knows all. */
const shared = ['elements', 'model', 'texts'];
const features = ['apps', 'environments', 'repositories', 'keep-awake', 'this-app', 'before-stop'];
const frontend = {
  texts: [],
  model: [],
  elements: ['model', 'texts'],
  ...Object.fromEntries(features.map((feature) => [feature, shared])),
  panel: [...features, ...shared],
};
const zone = (target, from, allowed) => ({
  target: `./src/${target}`,
  from: `./src/${from}`,
  except: allowed.map((name) => `./${name}`),
  message: `${target} may import only ${allowed.join(', ')} of src/${from}.`,
});
const zones = [
  ...Object.entries(arrows).map(([folder, allowed]) => zone(folder, '', [folder, ...allowed])),
  ...Object.entries(siblings).map(([subject, allowed]) => zone(`admin/${subject}`, 'admin', [subject, ...allowed])),
  ...Object.entries(frontend).map(([part, allowed]) => zone(`frontend/${part}`, 'frontend', [part, ...allowed])),
  // Rules and what judges are pure: they know neither AWS nor how an image is read.
  zone('admin/installation/rules', '', ['studio', 'iam', 'protocol', 'admin']),
  zone('admin/installation/rules', 'admin', ['installation/rules', 'scripts', 'converge', 'findings']),
  zone('admin/findings', '', ['protocol', 'admin']),
  zone('admin/image/verify', '', ['studio', 'iam', 'protocol', 'admin']),
  zone('admin/image/verify', 'admin', ['image/verify', 'findings']),
  zone('admin/guardrails/!(account)/**', '', ['studio', 'iam', 'protocol', 'admin']),
  zone('admin/network/rules', '', ['studio', 'iam', 'protocol', 'admin']),
  zone('admin/network/rules', 'admin', ['network/rules', 'findings']),
  // The command line starts the emulator by one command.
  zone('cli/*.ts', '', ['cli', 'admin', 'studio', 'aws', 'protocol']),
  zone('cli/!(app|emulate)/**', '', ['cli', 'admin', 'studio', 'aws', 'protocol']),
  zone('cli/emulate', '', ['cli', 'admin', 'studio', 'aws', 'protocol', 'emulator']),
  // What the wheel brings of the command line asks the agent, and stays small.
  zone('cli/app', '', ['cli', 'protocol']),
];
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
    plugins: { 'import-x': importX, house: noCircleIn(path.join(import.meta.dirname, 'src')) },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.json'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'house/no-circle': 'error',
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

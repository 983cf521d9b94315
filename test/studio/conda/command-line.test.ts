import { condaArguments, type CondaTask, type CondaTool } from '../../../src/studio/conda/command-line';

const prefix = '/home/u/.conda/envs/x';
const tool = (program: CondaTool['program']): CondaTool => ({ program, path: `/opt/conda/bin/${program}` });
const mambaOne: CondaTool = { ...tool('mamba'), mambaOne: true };
const fromFile: CondaTask = { task: 'create-from-file', prefix, file: '/home/u/environment.yml' };

test.each(['mamba', 'micromamba', 'conda'] as const)('%s is asked by folder, without questions', (program) => {
  const args = (task: CondaTask) => condaArguments(tool(program), task).join(' ');
  expect(args({ task: 'create', prefix, packages: ['python=3.12', 'pandas>=2,<3'] })).toBe(
    `create --yes --prefix ${prefix} python=3.12 pandas>=2,<3`,
  );
  expect(args({ task: 'create-explicit', prefix, file: '/tmp/explicit.txt' })).toBe(
    `create --yes --prefix ${prefix} --file /tmp/explicit.txt`,
  );
  expect(args({ task: 'install', prefix, packages: ['alpha'] })).toBe(`install --yes --prefix ${prefix} alpha`);
});

test('an environment.yml is read by another command of conda, and of the mamba that is built around it', () => {
  const read = ['--prefix', prefix, '--file', '/home/u/environment.yml'];
  for (const old of [tool('conda'), mambaOne])
    expect(condaArguments(old, fromFile)).toEqual(['env', 'create', ...read]);
  for (const one of [tool('mamba'), tool('micromamba')])
    expect(condaArguments(one, fromFile)).toEqual(['create', '--yes', ...read]);
});

import { condaPackages, kernelPrefix, newKernelName, newKernelTitle } from '../../src/studio/environments';

test('Python and ipykernel are told by the names of their records', () => {
  const names = [
    'history',
    'python-dateutil-2.9.0-py311_0.json',
    'python-3.11.9-h955ad1f_0_cpython.json',
    'python_abi-3.11-5_cp311.json',
    'ipykernel-6.29.5-pyh3099207_0.json',
  ];
  expect(condaPackages(names)).toEqual({ pythonVersion: '3.11.9', ipykernel: true });
});

test('an environment without Python has none', () => {
  expect(
    condaPackages(['r-base-4.3.1-h1_0.json', 'python-dateutil-2.9.0-py_0.json', 'ipykernel-stubs-1.0-0.json']),
  ).toEqual({ ipykernel: false });
});

test.each([
  [['/opt/conda/envs/a/bin/python', '-m', 'ipykernel_launcher'], '/opt/conda/envs/a'],
  [['/opt/conda/envs/a/bin/python3.11', '-m', 'ipykernel_launcher'], '/opt/conda/envs/a'],
  [['python', '-m', 'ipykernel_launcher'], '/srv'],
  [['python3', '-m', 'ipykernel_launcher'], '/srv'],
  [['python', '-m', 'nb_conda_kernels.runner', '/opt/conda', '/opt/conda/envs/b', 'python'], '/opt/conda/envs/b'],
  [['/usr/bin/ir'], undefined],
  [['bash', '-c', 'python'], undefined],
  [[], undefined],
])('a kernel started with %j runs in %s', (argv, prefix) => {
  expect(kernelPrefix({ name: 'x', displayName: 'X', argv }, '/srv')).toBe(prefix);
});

test.each([
  ['analysis', [], 'analysis'],
  ['Mein Projekt (neu)', [], 'mein-projekt-neu'],
  ['../../etc', [], 'etc'],
  ['研究', [], 'environment'],
  ['base', ['Base', 'base-2'], 'base-3'],
])('the environment %s becomes, beside %j, the kernel %s', (name, taken, kernel) => {
  expect(newKernelName(name, taken)).toBe(kernel);
});

test('two kernels never have one title', () => {
  expect(newKernelTitle('a', [])).toBe('Python (a)');
  expect(newKernelTitle('a', ['Python (a)'])).toBe('Python (a, 2)');
});

import type { Defect } from './defect';
import { add, change, drop } from '../image-spec';
import { kernel, site, home, kernelJson } from './parts';

/** Kernels that do not start. */
export const kernelDefects: Defect[] = [
  { name: 'no kernel', code: 'kernel-none', break: (s) => drop(s, kernel) },
  {
    name: 'a kernel.json cut short',
    code: 'kernel-json-invalid',
    break: (s) => change(s, kernel, { content: '{"argv": ["python"' }),
    file: `/${kernel}`,
  },
  {
    name: 'a kernel.json that is a link to nothing',
    code: 'kernel-json-invalid',
    break: (s) => {
      drop(s, kernel);
      add(s, { name: kernel, target: '/opt/kernels/python.json' });
    },
    file: `/${kernel}`,
  },
  {
    name: 'a kernel whose folder leads to a wrong kernel.json',
    code: 'kernel-json-invalid',
    break: (s) =>
      add(
        s,
        { name: 'opt/kernels/broken/kernel.json', content: '{"argv": "python"}' },
        { name: kernel.replace('python3/kernel.json', 'broken'), target: '/opt/kernels/broken' },
      ),
  },
  {
    name: 'a kernel.json whose argv is no list',
    code: 'kernel-json-invalid',
    break: (s) => change(s, kernel, { content: '{"argv": "python", "display_name": "Python"}' }),
  },
  {
    name: 'a kernel with a space in its name',
    code: 'kernel-name-invalid',
    break: (s) => add(s, { name: kernel.replace('python3/', 'my kernel/'), ...kernelJson({}) }),
  },
  {
    name: 'a kernel of an environment that was not copied',
    code: 'kernel-interpreter-missing',
    break: (s) =>
      change(
        s,
        kernel,
        kernelJson({ argv: ['/opt/conda/envs/ml/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'] }),
      ),
    file: `/${kernel}`,
  },
  {
    name: 'an interpreter removed by a later layer',
    code: 'kernel-interpreter-missing',
    break: (s) => add(s, { name: 'usr/local/bin/.wh.python', content: '' }),
  },
  {
    name: 'an interpreter that only root may run',
    code: 'kernel-interpreter-not-executable',
    break: (s) => (
      add(
        s,
        { name: 'opt/py/bin/python', content: '\u007fELF', mode: 0o700 },
        { name: 'opt/py/lib/python3.12/site-packages/ipykernel_launcher.py', content: '' },
      ),
      change(
        s,
        kernel,
        kernelJson({ argv: ['/opt/py/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'] }),
      )
    ),
  },
  {
    name: 'an interpreter in a circle of links',
    code: 'kernel-interpreter-loop',
    break: (s) => (
      add(s, { name: 'opt/py', target: '/opt/py' }),
      change(s, kernel, kernelJson({ argv: ['/opt/py', '-f', '{connection_file}'] }))
    ),
  },
  { name: 'ipykernel missing', code: 'kernel-module-missing', break: (s) => drop(s, `${site}/ipykernel_launcher.py`) },
  {
    name: 'no connection file',
    code: 'kernel-no-connection-file',
    break: (s) => change(s, kernel, kernelJson({ argv: ['python', '-m', 'ipykernel_launcher'] })),
  },
  {
    name: "a kernel.json that is root's alone",
    code: 'kernel-unreadable',
    break: (s) => change(s, kernel, { mode: 0o600 }),
  },
  {
    name: 'a second kernel in home',
    code: 'kernel-in-home',
    break: (s) =>
      add(s, { name: `${home}.local/share/jupyter/kernels/ml/kernel.json`, ...kernelJson({}), uid: 1000, gid: 100 }),
  },
];

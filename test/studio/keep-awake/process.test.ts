import { commandName, kernelIdOf, startedByHand } from '../../../src/studio/keep-awake/started-by-hand';
import { gpusOf } from '../../../src/studio/keep-awake/gpu';
import { lineage, workingProcesses, type Process } from '../../../src/studio/keep-awake/process';
import { policyOf } from '../../../src/studio/keep-awake/policy';

const process = (pid: number, cpuSeconds: number, more: Partial<Process> = {}): Process => ({
  pid,
  parent: 1,
  session: pid,
  hasTerminal: false,
  startedAt: pid * 100,
  cpuSeconds,
  ...more,
});
const sample = (uptime: number, ...processes: Process[]) => ({ uptime, processes });
const pids = (processes: Process[]) => processes.map(({ pid }) => pid);

test('a process works when it took a twentieth of a core since the last sample, the busiest first', () => {
  const before = sample(0, process(1, 5000), process(2, 10), process(3, 0), process(4, 7));
  const after = sample(60, process(1, 5002.9), process(2, 13), process(3, 60), process(4, 7));
  expect(pids(workingProcesses(before, after))).toEqual([3, 2]);
});

test('ten idle processes are not one that works', () => {
  const many = (seconds: number) => Array.from({ length: 10 }, (_, index) => process(index + 1, seconds));
  expect(workingProcesses(sample(0, ...many(100)), sample(60, ...many(102)))).toEqual([]);
});

test('what has just started counts with all that it took; a reused number is another process', () => {
  const before = sample(0, process(7, 500));
  expect(pids(workingProcesses(before, sample(60, process(7, 4, { startedAt: 9999 }))))).toEqual([7]);
  expect(workingProcesses(before, sample(60, process(7, 1, { startedAt: 9999 })))).toEqual([]);
});

test('two samples of the same moment say nothing', () => {
  expect(workingProcesses(sample(60, process(7, 0)), sample(60, process(7, 9)))).toEqual([]);
});

test('the lineage of a process ends below the server, or at the top', () => {
  const all = [
    process(1, 0, { parent: 0 }),
    process(20, 0),
    process(30, 0, { parent: 20 }),
    process(40, 0, { parent: 30 }),
  ];
  const byPid = new Map(all.map((one) => [one.pid, one]));
  expect(pids(lineage(all[3]!, byPid, 20))).toEqual([40, 30]);
  expect(pids(lineage(all[3]!, byPid, undefined))).toEqual([40, 30, 20, 1]);
});

test.each([
  [{ HOME: '/home/ada', JPY_PARENT_PID: '12' }, true],
  [{ HOME: '/home/ada', JUPYTER_SERVER_URL: 'http://default:8888/jupyterlab/default/' }, true],
  [{ HOME: '/home/ada', TERM_PROGRAM: 'vscode' }, true],
  [{ HOME: '/home/ada', TERM_PROGRAM: 'tmux' }, false],
  [{ HOME: '/home/ada' }, false],
  [{ HOME: '/home/ben', JPY_PARENT_PID: '12' }, false],
])('a process with %j was started by hand: %p', (environment, expected) => {
  expect(startedByHand(new Map(Object.entries(environment)), '/home/ada')).toBe(expected);
});

test.each([
  [['python', 'train.py', '--token=secret'], 'python train.py'],
  [['/opt/conda/bin/python3', '-m', 'torch.distributed.run', 'x.py'], 'python3 -m torch.distributed.run'],
  [['/bin/bash', '/home/ada/my-jobs/night.sh'], 'bash night.sh'],
  [['curl', 'https://user:secret@host.example/x.zip'], 'curl'],
  [['psql', 'password=se.cret'], 'psql'],
  [['yes'], 'yes'],
  [[], 'a process'],
])('a command line %j is told as %j, without what may be secret', (argv, name) => {
  expect(commandName(argv)).toBe(name);
});

test('a kernel is known by its connection file', () => {
  const file = '/home/ada/.local/share/jupyter/runtime/kernel-3f2a8e0c-1d1e-4a57-9a59-0123456789ab.json';
  expect(kernelIdOf(['python', '-m', 'ipykernel_launcher', '-f', file])).toBe('3f2a8e0c-1d1e-4a57-9a59-0123456789ab');
  expect(kernelIdOf(['python', '-m', 'pylsp'])).toBeUndefined();
});

test('GPUs are read with what they compute, where the driver tells', () => {
  expect(gpusOf('0, Tesla T4, 37\n1, NVIDIA A10G, [N/A]\n')).toEqual([
    { index: '0', name: 'Tesla T4', utilization: 37 },
    { index: '1', name: 'NVIDIA A10G' },
  ]);
  expect(gpusOf('No devices were found\n')).toEqual([]);
});

test.each([
  [{}, { workHours: 24, askedHours: 12, setBy: 'default' }],
  [{ title: 'ours' }, { workHours: 24, askedHours: 12, setBy: 'default' }],
  [{ keepAwake: { workHours: 6 } }, { workHours: 6, askedHours: 12, setBy: 'administrator' }],
  [{ keepAwake: { workHours: 0, askedHours: 0 } }, { workHours: 0, askedHours: 0, setBy: 'administrator' }],
])('settings %j allow %j', (settings, policy) => {
  expect(policyOf(settings)).toEqual({ policy });
});

test.each([
  { keepAwake: { workHour: 6 } },
  { keepAwake: { askedHours: '8' } },
  { keepAwake: { askedHours: -1 } },
  [],
  'x',
])('settings %j are no word to rely on, and allow nothing', (settings) => {
  const { policy, problem } = policyOf(settings);
  expect(policy).toEqual({ workHours: 0, askedHours: 0, setBy: 'administrator' });
  expect(problem).toBeTruthy();
});

import { ServerConnection } from '@jupyterlab/services';
import type { Resources } from '../../../src/protocol/resources';
import { ShownPanel, text, until } from '../shown-panel';
import { keepAwake, mayNot, missing, ready, snapshot } from '../values';
import { quoted } from '../../protocol/in-words';

jest.setTimeout(60_000);

const GiB = 2 ** 30;
const resources = (part: Partial<Resources> = {}): Resources => ({
  volume: ready({ folder: '/home/sagemaker-user', bytes: 98 * GiB, usedBytes: 40 * GiB, freeBytes: 58 * GiB }),
  memory: ready({ usedBytes: 6.1 * GiB, limitBytes: 16 * GiB, limitOf: 'container' }),
  cpu: ready({ cores: 4, usedCores: 0.5 }),
  gpus: ready([{ index: '0', name: 'A10G', utilization: 85, memory: { usedBytes: 12 * GiB, bytes: 24 * GiB } }]),
  ...part,
});

let shown: ShownPanel;
beforeEach(() => {
  shown = new ShownPanel();
  document.execCommand = () => true;
});
afterEach(() => shown.dispose());

const tell = (value: Resources) => shown.far.answers.set('GET resources', { status: 200, body: value });
const here = () => text(shown.section('This app'));

describe('the execution role', () => {
  const arn = 'arn:aws:iam::123456789012:role/service-role/StudioExecutionRole';
  const withRole = () => {
    const value = snapshot();
    if (value.thisApp.state === 'ready') value.thisApp.value.executionRole = { name: 'StudioExecutionRole', arn };
    return value;
  };

  test('is shown by its name in the details, and its ARN can be copied', async () => {
    await shown.show(withRole());
    await shown.details();
    expect(here()).toContain('RoleStudioExecutionRole Copy ARN');
    const button = shown.button(/^Copy ARN$/);
    expect(button?.title).toBe(arn);
    button?.click();
    await until(() => here().includes('copied'));
    expect(here()).toContain('copied');
  });

  test('that it is not known is said, and the command says so too', async () => {
    await shown.show(snapshot());
    await shown.details();
    expect(here()).toContain('Roleunknown');
    expect(shown.inPalette).toContain('studiolo:copy-role');
    void shown.commands.execute('studiolo:copy-role');
    expect(text(await shown.dialog())).toContain('This app’s execution role is unknown.');
    await shown.answer(/./);
  });

  test('where the app itself may not be read, the command names the permission', async () => {
    await shown.show(snapshot({ thisApp: missing(mayNot('sagemaker:DescribeApp')) }));
    void shown.commands.execute('studiolo:copy-role');
    expect(text(await shown.dialog())).toContain('sagemaker:DescribeApp');
    await shown.answer(/./);
  });
});

describe('memory, CPU and GPU', () => {
  test('are one quiet line, with the figures in the tooltip and in the details', async () => {
    tell(resources());
    await shown.show(snapshot());
    await until(() => here().includes('Memory'));
    const line = shown.section('This app')?.querySelector('.studiolo-Resources');
    expect(text(line)).toBe('Memory 38 % · CPU 13 % · GPU 85 %');
    expect(line?.getAttribute('title')).toBe(
      'Memory: 6.1 of 16 GiB\nCPU: 0.5 of 4 cores\nGPU 0: A10G · 85 % · 12 of 24 GiB',
    );
    expect(here()).not.toContain('nearly full');
    await shown.details();
    expect(here()).toContain('Memory6.1 of 16 GiB');
    expect(here()).toContain('GPU 0A10G · 85 % · 12 of 24 GiB');
  });

  test('an app without a GPU says nothing of one, and one whose driver does not tell that it is unknown', async () => {
    tell(resources({ gpus: ready([]) }));
    await shown.show(snapshot());
    await until(() => here().includes('Memory'));
    expect(here()).not.toContain('GPU');
    shown.dispose();
    shown = new ShownPanel();
    tell(resources({ gpus: ready([{ index: '0', name: 'A10G' }]) }));
    await shown.show(snapshot());
    await until(() => here().includes('Memory'));
    expect(here()).toContain('GPU unknown');
  });

  test('what cannot be told says why in the details, and the rest is told', async () => {
    tell(
      resources({
        gpus: missing({ code: 'failed', message: quoted('nvidia-smi: no devices were found.') }),
        volume: missing({ code: 'unreachable', message: quoted('The file system did not answer.') }),
      }),
    );
    await shown.show(snapshot());
    await until(() => here().includes('Memory'));
    expect(here()).toContain('Memory 38 % · CPU 13 % · GPU unknown');
    expect(here()).toContain('Home volume: unknown');
    await shown.details();
    expect(here()).toContain('nvidia-smi: no devices were found.');
    expect(here()).toContain('The file system did not answer.');
  });

  test('near the limit of memory the kernel that holds most is named', async () => {
    const memory = { usedBytes: 15 * GiB, limitBytes: 16 * GiB, limitOf: 'container' as const };
    tell(resources({ memory: ready({ ...memory, most: { id: 'k', name: 'train.ipynb', bytes: 12 * GiB } }) }));
    await shown.show(snapshot());
    await until(() => here().includes('nearly full'));
    expect(here()).toContain('Memory is nearly full: 15 of 16 GiB. train.ipynb holds most: 12 GiB.');
  });

  test('they are asked for while the panel is in view alone, and not outside Studio', async () => {
    tell(resources());
    const outside = missing({ code: 'not-in-studio', message: quoted('This is not Studio.') });
    await shown.show(snapshot({ thisApp: outside, idle: outside }));
    expect(shown.far.count('GET resources')).toBe(0);
    shown.dispose();
    shown = new ShownPanel();
    tell(resources());
    shown.panel.hide();
    await shown.show(snapshot());
    expect(shown.far.count('GET resources')).toBe(0);
    shown.panel.show();
    await until(() => shown.far.count('GET resources') > 0);
    expect(shown.far.count('GET resources')).toBe(1);
  });

  test('an agent that does not tell them does not hide when the app stops', async () => {
    shown.far.answers.set('GET resources', () => Promise.reject(new ServerConnection.NetworkError(new TypeError('x'))));
    await shown.show(snapshot());
    expect(here()).toMatch(/Stops at/);
    await shown.details();
    await until(() => here().includes('does not answer'));
    expect(here()).toContain('The Jupyter server does not answer.');
  });
});

describe('the home volume', () => {
  const full = ready({ folder: '/home/sagemaker-user', bytes: 98 * GiB, usedBytes: 93 * GiB, freeBytes: 5 * GiB });
  const folders = {
    folder: '/home/sagemaker-user',
    folders: [
      { name: 'data/raw', bytes: 60 * GiB },
      { name: '.cache', bytes: 0.4 * GiB },
    ],
    whole: false,
  };

  test('is told with its free space', async () => {
    tell(resources());
    await shown.show(snapshot());
    await until(() => here().includes('Home'));
    expect(here()).toContain('Home volume: 58 of 98 GiB free');
    expect(shown.button(/^Largest folders/)).toBeUndefined();
  });

  test('nearly full, it warns, names the largest folders when asked to, and leads to a larger one', async () => {
    const run: unknown[] = [];
    tell(resources({ volume: full }));
    shown.far.answers.set('GET volume/folders', { status: 200, body: folders });
    await shown.show(snapshot());
    await until(() => here().includes('nearly full'));
    expect(here()).toContain('The home volume is nearly full: 5 of 98 GiB free.');
    expect(shown.far.count('GET volume/folders')).toBe(0);
    await shown.press(/^Largest folders/);
    await until(() => here().includes('data/raw'));
    expect(here()).toContain('data/raw60 GiB');
    expect(here()).toContain('.cache410 MiB');
    expect(here()).toContain('Not everything could be read in time: folders may be larger.');
    shown.commands.commandExecuted.connect((_, { id, args }) => void run.push([id, args]));
    await shown.press(/^Enlarge…/);
    expect(run).toEqual([['studiolo:change-space', { spaceName: 'ana-forecasting' }]]);
    await shown.answer(/./);
  });

  test('who may not enlarge it is told who may', async () => {
    tell(resources({ volume: full }));
    const shared = snapshot();
    if (shared.spaces.state === 'ready') for (const one of shared.spaces.value) one.sharing = 'Shared';
    await shown.show(shared);
    await until(() => here().includes('nearly full'));
    expect(here()).toContain('Only the owner of this space can enlarge it.');
    expect(shown.button(/^Enlarge/)).toBeUndefined();
  });

  test('folders that could not be measured say why', async () => {
    tell(resources({ volume: full }));
    shown.far.fail('GET volume/folders', 502, 'failed', 'The home folder could not be read: EIO.');
    await shown.show(snapshot());
    await shown.press(/^Largest folders/);
    await until(() => here().includes('EIO'));
    expect(here()).toContain('The home folder could not be read: EIO.');
  });

  test('is a command too, which shows it at any time', async () => {
    tell(resources());
    shown.far.answers.set('GET volume/folders', { status: 200, body: { ...folders, whole: true } });
    await shown.show(snapshot());
    expect(shown.inPalette).toContain('studiolo:show-storage');
    void shown.commands.execute('studiolo:show-storage');
    const dialog = await shown.dialog();
    await until(() => text(dialog).includes('data/raw'));
    expect(text(dialog)).toContain('58 of 98 GiB free in /home/sagemaker-user.');
    await shown.answer(/^Close$/);
  });
});

describe('shutting down what is idle', () => {
  const kernel = (id: string, state: string) => ({ id, execution_state: state, last_activity: '2026-11-24T11:42:00Z' });
  const begin = async (value = snapshot()) => {
    shown.running.sessions.push(
      { id: 's1', path: 'work/forecast.ipynb', kernel: kernel('k1', 'idle') },
      { id: 's2', path: 'train.ipynb', kernel: kernel('k2', 'busy') },
    );
    shown.running.kernels.push(
      { ...kernel('k1', 'idle'), name: 'python3' },
      { ...kernel('k2', 'busy'), name: 'python3' },
      // It has never run a cell.
      { ...kernel('k3', 'starting'), name: 'geo' },
      { ...kernel('k4', 'dead'), name: 'gone' },
    );
    shown.running.terminals.push({ name: '1' });
    await shown.show(value);
    void shown.commands.execute('studiolo:shut-down-idle');
    const dialog = await shown.dialog();
    await until(() => dialog.querySelector('label'));
    return dialog;
  };
  const boxes = (dialog: Element) =>
    [...dialog.querySelectorAll('label')].map((one) => [text(one).split(' ')[0], one.querySelector('input')?.checked]);

  test('lists what goes, leaves out what computes, and ends it through JupyterLab’s own managers', async () => {
    shown.documents.set('work/forecast.ipynb', 'dirty');
    expect(shown.inPalette).toContain('studiolo:shut-down-idle');
    const dialog = await begin();
    expect(boxes(dialog)).toEqual([
      ['forecast.ipynb', true],
      ['geo', true],
      ['Terminal', true],
    ]);
    expect(text(dialog)).toContain('Unsaved changes stay in the page until you close it.');
    expect(text(dialog)).not.toContain('train.ipynb');
    dialog.querySelectorAll<HTMLInputElement>('input')[1]?.click();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await shown.answer(/^Shut down$/);
    await until(() => shown.ended.length === 2);
    expect(shown.ended).toEqual(['session s1', 'terminal 1']);
  });

  test('leaves terminals out while something runs that may be in one of them', async () => {
    const work = [{ kind: 'process' as const, name: 'python train.py', since: '2026-11-24T11:00:00.000Z' }];
    const dialog = await begin(snapshot({ keepAwake: ready(keepAwake({ work })) }));
    expect(boxes(dialog).at(-1)).toEqual(['Terminal', false]);
    expect(text(dialog)).toContain('Running now, perhaps in a terminal, which would end it: python train.py');
    await shown.answer(/^Cancel$/);
    expect(shown.ended).toEqual([]);
  });

  test('says what could not be shut down, and ends the rest', async () => {
    shown.running.end = async (what) => {
      if (what === 'session s1') throw new Error('403 Forbidden');
      shown.ended.push(what);
    };
    await begin();
    await shown.answer(/^Shut down$/);
    await until(() => text(document.querySelector('.jp-Dialog')).includes('Not shut down'));
    expect(text(await shown.dialog())).toContain('Not shut down: forecast.ipynb: 403 Forbidden');
    expect(shown.ended).toEqual(['kernel k3', 'terminal 1']);
    await shown.answer(/./);
  });
});

import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { Widget } from '@lumino/widgets';
import { environmentArguments } from '../../../src/frontend/environments/actions';
import { addEnvironmentCommands } from '../../../src/frontend/environments/commands';
import { currentKernel } from '../../../src/frontend/environments/current-kernel';
import { saveBeside } from '../../../src/frontend/environments/save-beside';
import { packageWords } from '../../../src/frontend/environments/dialogs/package-words';
import { StudioPanel } from '../../../src/frontend/panel/panel';
import { say } from '../../../src/protocol/message';
import type { Environment } from '../../../src/protocol/environment';
import type { Job } from '../../../src/protocol/job';
import { FarEnd } from '../server';
import { noon, ready, snapshot } from '../values';
import { quoted } from '../../protocol/in-words';

jest.setTimeout(60_000);

let far: FarEnd;
let panel: StudioPanel;
let commands: CommandRegistry;
let sessions: { path: string; kernel: { name: string } }[];

/** The part of a Request that `ServerConnection` touches; jsdom has none. */
class SentRequest {
  readonly headers = new Headers();
  constructor(
    readonly url: string,
    readonly init: RequestInit,
  ) {}
}

beforeEach(() => {
  far = new FarEnd();
  commands = new CommandRegistry();
  sessions = [];
  const serviceManager = {
    serverSettings: {
      baseUrl: 'http://lab/',
      init: {},
      token: '',
      Request: SentRequest,
      fetch: ({ url, init }: SentRequest) => far.send(url, init),
    },
    kernelspecs: { refreshSpecs: async () => undefined },
    contents: { localPath: (path: string) => path },
    sessions: { refreshRunning: async () => undefined, running: () => sessions.values() },
  };
  const shell = { activateById: () => undefined, currentWidget: null };
  // The services of an application that the panel uses; the network's far end is the test's.
  const app = { serviceManager, shell, commands } as unknown as JupyterFrontEnd;
  const trans = nullTranslator.load('studiolo');
  panel = new StudioPanel({
    app,
    fileBrowser: null,
    documents: null,
    settings: null,
    stopWatch: null,
    translator: nullTranslator,
    trans,
  });
  addEnvironmentCommands(
    { app, palette: null, trans },
    {
      run: async (verb, given) => (await panel.verbs())?.environments.run(verb, given),
      takes: async (verb) => environmentArguments(verb),
    },
    null,
  );
});

afterEach(() => {
  // One that stays open would keep the next from opening.
  Dialog.tracker.forEach((one) => one.reject());
  panel.dispose();
  document.body.replaceChildren();
});

const envs = '/home/u/.conda/envs';
const geo: Environment = {
  name: 'geo',
  prefix: `${envs}/geo`,
  pythonVersion: '3.12.1',
  persistent: true,
  ipykernel: true,
  kernels: [],
};
const kernel = { name: 'geo', displayName: 'Python (geo)' };
const base: Environment = {
  name: 'base',
  prefix: '/opt/conda',
  persistent: false,
  ipykernel: true,
  kernels: [],
  protected: 'base',
};

const job = (part: Partial<Job> = {}): Job => ({
  id: 'j1',
  kind: 'create-environment',
  subject: 'new',
  target: { kind: 'environment', prefix: `${envs}/new` },
  cancellable: true,
  startedAt: noon,
  progress: { label: quoted('Solving') },
  outcome: { kind: 'running' },
  ...part,
});

const until = async (holds: () => unknown) => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 2_000) throw new Error(`it never came to be: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const dialog = () => document.querySelector<HTMLElement>('.jp-Dialog');
const shown = () => dialog()?.textContent ?? '';
const button = (label: RegExp, within: ParentNode = document) =>
  [...within.querySelectorAll('button')].find((node) =>
    label.test(node.getAttribute('aria-label') ?? node.textContent ?? ''),
  );
const press = (label: RegExp, within?: ParentNode) => {
  const found = button(label, within);
  if (!found) throw new Error(`no button ${label}`);
  found.click();
};
const posted = (path: string) => far.asked.find((asked) => asked.path === path && asked.method === 'POST')?.body;

/** As a person types: React listens for the event of the element's own setter. */
function write(selector: string, text: string): void {
  const field = dialog()?.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`no field ${selector}`);
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function show(environments: Environment[], jobs: Job[] = []): Promise<void> {
  far.show(snapshot({ environments: ready(environments), jobs }));
  Widget.attach(panel, document.body);
  await until(() => panel.node.querySelector('[aria-label="Environments"] [data-row]'));
}

test('a new environment is asked for until what is written can be made', async () => {
  far.answers.set('POST environments/create', { status: 202, body: job() });
  await show([geo]);
  void commands.execute('studiolo:create-environment');
  await until(() => dialog()?.querySelector('textarea'));
  write('input[name="name"]', 'no good');
  write('textarea', '--file=/etc/passwd');
  press(/^Create$/, dialog() ?? undefined);
  await until(() => /only letters/.test(shown()));
  expect(shown()).toMatch(/”, “\.” and “-”\. A package begins with a letter.* one line\./);
  expect(posted('environments/create')).toBeUndefined();
  write('input[name="name"]', 'demand');
  write('textarea', 'python=3.12  pandas >=2\nipykernel');
  press(/^Create$/, dialog() ?? undefined);
  await until(() => posted('environments/create'));
  expect(posted('environments/create')).toEqual({
    from: 'packages',
    name: 'demand',
    packages: ['python=3.12', 'pandas>=2', 'ipykernel'],
  });
});

test('a clone is of the environment that the command names', async () => {
  far.answers.set('POST environments/create', { status: 202, body: job() });
  await show([base, geo]);
  void commands.execute('studiolo:clone-environment', { prefix: geo.prefix });
  await until(() => dialog()?.querySelector('select'));
  expect(dialog()?.querySelector('select')?.value).toBe(geo.prefix);
  write('input[name="name"]', 'geo-2');
  press(/^Create$/, dialog() ?? undefined);
  await until(() => posted('environments/create'));
  expect(posted('environments/create')).toEqual({ from: 'clone', name: 'geo-2', prefix: geo.prefix });
});

test('a command that is told all asks nothing', async () => {
  far.answers.set('POST environments/install', { status: 202, body: job() });
  await show([geo]);
  await commands.execute('studiolo:install-packages', { prefix: geo.prefix, packages: ['alpha'] });
  expect(posted('environments/install')).toEqual({ prefix: geo.prefix, packages: ['alpha'] });
});

test('conda’s own environment is changed only by who was told what that means', async () => {
  far.answers.set('POST environments/install', { status: 202, body: job() });
  await show([base]);
  void commands.execute('studiolo:install-packages', { prefix: base.prefix });
  await until(() => dialog()?.querySelector('input'));
  expect(shown()).toMatch(/can break conda.*lost at restart/);
  write('input', 'alpha');
  press(/^Install into base$/, dialog() ?? undefined);
  await until(() => posted('environments/install'));
  expect(posted('environments/install')).toEqual({ prefix: '/opt/conda', packages: ['alpha'], confirmed: 'protected' });
});

test('before it removes an environment it names its folder, its kernel, and the notebooks that use it', async () => {
  far.answers.set('POST environments/remove', { status: 202, body: job() });
  sessions = [
    { path: 'train.ipynb', kernel: { name: 'geo' } },
    { path: 'other.ipynb', kernel: { name: 'python3' } },
  ];
  await show([{ ...geo, kernels: [kernel] }]);
  void commands.execute('studiolo:remove-environment', { prefix: geo.prefix });
  await until(() => shown().includes(geo.prefix));
  expect(shown()).toContain('Python (geo)');
  expect(shown()).toMatch(/These running kernels will fail:.*train\.ipynb/);
  expect(shown()).not.toContain('other.ipynb');
  press(/^Cancel$/, dialog() ?? undefined);
  await until(() => !dialog());
  expect(posted('environments/remove')).toBeUndefined();
  void commands.execute('studiolo:remove-environment', { prefix: geo.prefix });
  await until(() => shown().includes(geo.prefix));
  press(/^Remove$/, dialog() ?? undefined);
  await until(() => posted('environments/remove'));
  expect(posted('environments/remove')).toEqual({ prefix: geo.prefix, confirmed: 'in-use' });
});

test.each([
  ['studiolo:create-environment', {}],
  ['studiolo:create-environment-from-file', {}],
  ['studiolo:clone-environment', { prefix: geo.prefix }],
  ['studiolo:install-packages', { prefix: geo.prefix }],
])('where there is no conda, %s says so, with what to do, before a form is filled in', async (command, given) => {
  const notice = { code: 'failed', message: say('no-conda'), remedy: say('install-micromamba') };
  far.answers.set('GET environments/program', { status: 409, body: { failure: { code: 'conflict', notice } } });
  await show([geo]);
  void commands.execute(command, given);
  await until(() => shown().includes('No mamba, micromamba or conda was found here.'));
  expect(shown()).toContain('Put one on the PATH or into ~/.local/bin.');
  expect(dialog()?.querySelector('input, textarea, select')).toBeNull();
  press(/^(Close|Dismiss)/, dialog() ?? undefined);
  await until(() => !dialog());
  expect(far.asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('what is refused is told, with what to do', async () => {
  far.fail('POST environments/create', 409, 'conflict', 'There is an environment x already.');
  await show([geo]);
  void commands.execute('studiolo:create-environment', { from: 'packages', name: 'x', packages: ['alpha'] });
  await until(() => shown().includes('There is an environment x already.'));
  press(/^(Close|Dismiss)/, dialog() ?? undefined);
  await until(() => !dialog());
});

test('what is being made has a row of its own, its log when that is opened, and an end by a click', async () => {
  far.answers.set('GET jobs/j1', { status: 200, body: { ...job(), log: ['$ mamba create', 'Linking alpha'] } });
  far.answers.set('POST jobs/j1/cancel', { status: 202, body: job() });
  await show([geo], [job()]);
  const rows = () => [...panel.node.querySelectorAll('[data-row="new"]')];
  await until(() => rows().length === 1);
  expect(far.count('GET jobs/j1')).toBe(0);
  const details = rows()[0]?.querySelector('details');
  if (!details) throw new Error('no log');
  details.open = true;
  await until(() => details.querySelector('[role="log"]')?.textContent === '$ mamba create\nLinking alpha');
  press(/^Cancel: new$/);
  await until(() => far.count('POST jobs/j1/cancel') === 1);
});

test('a kernel whose environment is gone can be taken away, and nothing else is offered', async () => {
  far.answers.set('POST environments/repair', { status: 202, body: job() });
  await show([
    { name: 'old', prefix: `${envs}/old`, persistent: true, ipykernel: false, kernels: [kernel], gone: true },
  ]);
  expect(panel.node.textContent).toContain('kernel broken');
  expect(panel.node.querySelector('[title$="Kernel Python (geo) can’t start: its folder is gone."]')).not.toBeNull();
  press(/^Remove the kernel: old$/);
  await until(() => posted('environments/repair'));
  expect(posted('environments/repair')).toEqual({ prefix: `${envs}/old`, what: 'kernel' });
});

test('the menu of an environment offers what fits it', async () => {
  await show([{ ...geo, persistent: false }, base]);
  const offered = async (name: string) => {
    press(new RegExp(`^Actions for ${name}$`));
    await until(() => document.querySelector('.lm-Menu'));
    const labels = [...document.querySelectorAll('.lm-Menu-itemLabel')].map((node) => node.textContent);
    document.querySelector('.lm-Menu')?.dispatchEvent(new KeyboardEvent('keydown', { keyCode: 27 }));
    await until(() => !document.querySelector('.lm-Menu'));
    return labels;
  };
  expect(await offered('geo')).toEqual([
    'Install Packages…',
    'Clone…',
    'Export…',
    'Add Kernel',
    'Show Size',
    'Repair…',
    'Remove…',
  ]);
  expect(await offered('base')).not.toContain('Remove…');
});

test('packages are words, and a comparison belongs to the word before it', () => {
  expect(packageWords(' python=3.12\n pandas >=2,<3  conda-forge::xgboost ')).toEqual([
    'python=3.12',
    'pandas>=2,<3',
    'conda-forge::xgboost',
  ]);
});

test('the kernel of a notebook is known, and of other widgets there is none', () => {
  class Context {
    get session() {
      return { kernel: { name: 'geo' } };
    }
  }
  expect(currentKernel({ context: { sessionContext: new Context() } })).toBe('geo');
  expect(currentKernel({ context: {} })).toBeUndefined();
  expect(currentKernel(null)).toBeUndefined();
});

test('what is not known is said to be, and asked for by its full path where a folder is anybody’s', async () => {
  far.answers.set('POST environments/remove', { status: 202, body: job() });
  const unknown = { name: 'geo', prefix: geo.prefix, persistent: true, ipykernel: true, outside: true } as const;
  await show([unknown]);
  expect(panel.node.textContent).toContain('kernel unknown');
  expect(button(/^Add a kernel/)).toBeUndefined();
  void commands.execute('studiolo:remove-environment', { prefix: geo.prefix });
  await until(() => dialog()?.querySelector('input'));
  expect(shown()).toContain('Kernels that use it will fail.');
  write('input', geo.prefix);
  press(/^Remove$/, dialog() ?? undefined);
  await until(() => posted('environments/remove'));
  expect(posted('environments/remove')).toEqual({ prefix: geo.prefix, typed: geo.prefix, confirmed: 'in-use' });
});

test('of several kernels each is named, and each notebook that one of them runs', async () => {
  far.answers.set('POST environments/remove', { status: 202, body: job() });
  sessions = [{ path: 'second.ipynb', kernel: { name: 'zz' } }];
  const kernels = ['aa', 'zz'].map((name) => ({ name, displayName: `Kernel ${name}` }));
  await show([{ ...geo, kernels }]);
  expect(panel.node.querySelector('[title="Kernel: Kernel aa, Kernel zz"]')).not.toBeNull();
  void commands.execute('studiolo:remove-environment', { prefix: geo.prefix });
  await until(() => shown().includes('second.ipynb'));
  expect(shown()).toMatch(/Kernel Kernel aa is removed.*Kernel Kernel zz is removed/);
  press(/^Cancel$/, dialog() ?? undefined);
  await until(() => !dialog());
});

test('a kernel whose program is gone is told with that, where the environment is there', async () => {
  far.answers.set('POST environments/repair', { status: 202, body: job() });
  await show([{ ...geo, kernels: [{ ...kernel, missing: `${geo.prefix}/lib/R/bin/R` }] }]);
  const told = `Kernel Python (geo) can’t start: ${geo.prefix}/lib/R/bin/R is gone.`;
  expect(panel.node.querySelector(`[title$="${told}"]`)).not.toBeNull();
  press(/^Remove the kernel: geo$/);
  await until(() => posted('environments/repair'));
  expect(posted('environments/repair')).toEqual({ prefix: geo.prefix, what: 'kernel' });
});

test('a file is not saved where it cannot be known what it would overwrite', async () => {
  const saved: string[] = [];
  const contents = (content: unknown) => ({
    get: async () => ({ content }),
    save: async (path: string) => void saved.push(path),
  });
  const save = (content: unknown) => saveBeside(contents(content) as never, 'work', 'geo.yml', 'name: geo\n');
  await expect(save(null)).rejects.toThrow('work cannot be listed');
  expect(await save([{ name: 'geo.yml' }])).toBe('work/geo-2.yml');
  expect(saved).toEqual(['work/geo-2.yml']);
});

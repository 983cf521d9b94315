import { Dialog } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { askOwnType } from '../../../src/frontend/apps/dialogs/change-own-type';
import { confirmDelete } from '../../../src/frontend/apps/dialogs/delete-space';
import { askRestart, askStart } from '../../../src/frontend/apps/dialogs/launch-app';
import { askNewSpace } from '../../../src/frontend/apps/dialogs/new-space';
import { askSpaceSettings } from '../../../src/frontend/apps/dialogs/space-settings';
import { confirmStop } from '../../../src/frontend/apps/dialogs/stop-app';
import { askInstall } from '../../../src/frontend/environments/dialogs/install-packages';
import { askNewEnvironment } from '../../../src/frontend/environments/dialogs/new-environment';
import { confirmRemove } from '../../../src/frontend/environments/dialogs/remove-environment';
import { askHowLong } from '../../../src/frontend/keep-awake/dialogs/how-long';
import { askClone } from '../../../src/frontend/repositories/dialogs/clone-repository';
import { askCredentials } from '../../../src/frontend/repositories/dialogs/git-credentials';
import { askWhatGoes } from '../../../src/frontend/this-app/dialogs/shut-down-idle';
import { mayShutDown } from '../../../src/frontend/this-app/dialogs/shut-down';
import type { Environment } from '../../../src/protocol/environment';
import type { SpaceOptions } from '../../../src/protocol/launch';
import type { RepositoryAccess } from '../../../src/protocol/repository-action';
import { app } from '../values';

const trans = nullTranslator.load('studiolo');

const geo: Environment = { name: 'geo', prefix: '/h/geo', persistent: true, ipykernel: true, kernels: [] };
const options: SpaceOptions = {
  spaceName: 'ana-archive',
  appType: 'JupyterLab',
  currency: 'USD',
  instanceTypes: [{ instanceType: 'ml.t3.medium' }, { instanceType: 'ml.m5.xlarge' }],
  images: [],
  lifecycleConfigs: [],
  defaults: { instanceType: 'ml.t3.medium' },
  idle: { lifecycleManagement: 'ENABLED', timeoutMinutes: 120, decidedBy: 'domain' },
  volume: { gigabytes: 50, maximum: 100 },
  notices: [],
};
const started = app('ana-archive');
const access: RepositoryAccess = { host: 'git.example.com', signIn: 'as-configured' };
const repository = { url: 'https://git.example.com/a/b.git', name: 'b', suggestedBy: 'space' } as const;
const cloning = {
  repository,
  access,
  folder: '',
  folders: [],
  accessOf: async () => access,
  branches: async () => ({ branches: [] }),
  trans,
};
const draft = { from: 'packages', name: '', packages: '', file: '', prefix: '' } as const;
const launch = { options, cost: undefined, trans };
const own = { app: started, options, source: undefined, busy: [], unsaved: [], elsewhere: 'ana-geo', trans };
const idle = { kind: 'session', id: 'k', name: 'a.ipynb', lastActivity: undefined, saved: 'saved' } as const;

/** What is set in a field, by its label's beginning. */
type Step = [label: string, value: string];

/** Until the last step of each, the form cannot be accepted; by it, it can. None: what is proposed can be taken as it is. */
const forms: [string, () => Promise<unknown>, Step[]][] = [
  ['cloning, with defaults', () => askClone({ ...cloning, refused: 'never' }), []],
  [
    'cloning by an address',
    () => askClone({ ...cloning, repository: undefined, access: undefined, refused: 'never' }),
    [
      ['Address', 'git@git.example.com:a/b.git'],
      ['Address', 'http://git.example.com/a/b.git'],
      ['Address', 'https://ana:secret@git.example.com/a/b.git'],
      ['Address', 'https://git.example.com'],
      ['Address', 'https://git.example.com/a/b.git'],
    ],
  ],
  [
    'cloning what was refused',
    () => askClone({ ...cloning, refused: 'before' }),
    [
      ['User name', 'ana'],
      ['Token', 'secret'],
    ],
  ],
  [
    'signing in',
    () => askCredentials(access, trans),
    [
      ['Token', 'secret'],
      ['User name', 'ana'],
    ],
  ],
  [
    'a new environment of packages',
    () => askNewEnvironment({ draft, environments: [geo], trans }),
    [
      ['Name', 'new'],
      ['Packages, separated', 'python'],
    ],
  ],
  [
    'a new environment of a file',
    () => askNewEnvironment({ draft: { ...draft, from: 'file' }, environments: [geo], trans }),
    [
      ['Name', 'new'],
      ['File', 'environment.yml'],
    ],
  ],
  [
    'a clone of an environment',
    () => askNewEnvironment({ draft: { ...draft, from: 'clone', prefix: geo.prefix }, environments: [geo], trans }),
    [['Name', 'new']],
  ],
  ['packages', () => askInstall(geo, trans), [['Packages', 'pandas']]],
  [
    'a new space',
    () => askNewSpace({ draft: {}, taken: ['old'], trouble: undefined, trans }),
    [
      ['Name', 'old'],
      ['Name', 'new'],
    ],
  ],
  ['a start, with defaults', () => askStart(launch, 'all'), []],
  [
    'a start for which no instance type is stored',
    () => askStart({ ...launch, options: { ...options, defaults: {} } }, 'all'),
    [['Instance type', 'ml.m5.xlarge']],
  ],
  [
    'another instance type',
    () => askRestart({ ...started, instanceType: 'ml.t3.medium' }, launch),
    [['Instance type', 'ml.m5.xlarge']],
  ],
  [
    'another instance type of this app',
    () => askOwnType({ ...own, app: { ...started, instanceType: 'ml.t3.medium' } }),
    [['Instance type', 'ml.m5.xlarge']],
  ],
  [
    'a larger volume',
    () => askSpaceSettings(options, trans),
    [
      ['Storage', '40'],
      ['Storage', '80'],
    ],
  ],
  [
    'an idle time',
    () => askSpaceSettings(options, trans),
    [
      ['Idle timeout', '5'],
      ['Idle timeout', '90'],
    ],
  ],
  ['keeping awake, as proposed', () => askHowLong({ policy: awake(8), hours: 2, trans }), []],
];

const destructive: [string, () => Promise<unknown>, Step[]][] = [
  [
    'stopping an app',
    () => confirmStop({ app: started, snapshot: undefined, trans, translator: nullTranslator, unsaved: [] }),
    [],
  ],
  [
    'deleting a space',
    () => confirmDelete({ spaceName: 'old', sharing: 'Private', own: true, appType: 'JupyterLab' }, trans),
    [
      ['Type old', 'ol'],
      ['Type old', 'old'],
    ],
  ],
  ['removing an environment', () => confirmRemove(geo, [], trans), []],
  [
    'removing one that lies outside',
    () => confirmRemove({ ...geo, outside: true }, [], trans),
    [
      ['This folder is outside', '/h'],
      ['This folder is outside', '/h/geo'],
    ],
  ],
  ['shutting down idle kernels', () => askWhatGoes({ things: [idle], atWork: [], now: new Date(), trans }), []],
  [
    'shutting down a busy kernel',
    () => mayShutDown({ source: { kind: 'kernel', name: 'a', id: 'k', busy: true }, name: 'a', saved: 'saved', trans }),
    [],
  ],
];

function awake(askedHours: number) {
  return { workHours: 24, askedHours, setBy: 'default' } as const;
}

afterEach(() => {
  Dialog.tracker.forEach((dialog) => dialog.reject());
  document.body.replaceChildren();
});

const frames = () => new Promise((resolve) => setTimeout(resolve, 60));

/** A dialog that has just opened, and what it answers. */
async function opened(open: () => Promise<unknown>) {
  let answer: unknown = 'none yet';
  void open().then((given) => (answer = given));
  const node = () => document.querySelector<HTMLElement>('.jp-Dialog');
  while (!node()) await frames();
  await Dialog.tracker.find(() => true)?.ready;
  await frames();
  const dialog = node()!;
  const accept = [...dialog.querySelectorAll<HTMLButtonElement>('.jp-Dialog-footer .jp-mod-accept')].at(-1)!;
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const fill = async ([label, value]: Step) => {
    const named = [...dialog.querySelectorAll('label')].find((one) => one.textContent?.startsWith(label));
    const field = named?.querySelector<HTMLInputElement>('input, select, textarea');
    if (!field) throw new Error(`no field ${label} in ${dialog.textContent}`);
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    await frames();
  };
  return { accept, answer: () => answer, dialog, fill, press };
}

describe.each(forms)('the form for %s', (_, open, steps) => {
  test('has the focus in its first field', async () => {
    const { dialog } = await opened(open);
    expect(document.activeElement).toBe(dialog.querySelector('.jp-Dialog-body :is(input, select, textarea)'));
  });

  test('can be accepted once what is wanted is chosen, and not before, nor by Enter', async () => {
    const { accept, answer, dialog, fill, press } = await opened(open);
    for (const step of steps) {
      expect(accept.disabled).toBe(true);
      press('Enter');
      await frames();
      expect(dialog.isConnected).toBe(true);
      await fill(step);
    }
    expect(accept.disabled).toBe(false);
    accept.click();
    while (dialog.isConnected) await frames();
    expect(answer()).toBeDefined();
  });
});

test('an app is not kept awake until a time that is not given', async () => {
  const { accept, fill } = await opened(() => askHowLong({ policy: awake(24), hours: 2, trans }));
  await fill(['How long', 'until']);
  expect(accept.disabled).toBe(true);
  await fill(['Until', '12:34']);
  expect(accept.disabled).toBe(false);
});

describe.each(destructive)('the question before %s', (_, open, steps) => {
  test('has the focus on Cancel, and can be accepted once what is wanted is typed', async () => {
    const { accept, dialog, fill } = await opened(open);
    expect(document.activeElement?.textContent).toBe('Cancel');
    for (const step of steps) {
      expect(accept.disabled).toBe(true);
      await fill(step);
    }
    expect(accept.disabled).toBe(false);
    accept.click();
    while (dialog.isConnected) await frames();
  });
});

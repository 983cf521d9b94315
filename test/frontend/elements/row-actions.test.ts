import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import { appActions, appArguments } from '../../../src/frontend/apps/actions';
import { addAppCommands, appCommands } from '../../../src/frontend/apps/commands';
import { appMenu } from '../../../src/frontend/apps/menu';
import { AppVerbs } from '../../../src/frontend/apps/verbs';
import { type RowAction, verbsThatFit } from '../../../src/frontend/elements/row-action';
import type { RowCommand } from '../../../src/frontend/elements/row-command';
import { openRowMenu } from '../../../src/frontend/elements/row-menu';
import { environmentActions, environmentArguments } from '../../../src/frontend/environments/actions';
import { addEnvironmentCommands, environmentCommands } from '../../../src/frontend/environments/commands';
import { environmentMenu } from '../../../src/frontend/environments/menu';
import { EnvironmentVerbs } from '../../../src/frontend/environments/verbs';
import { repositoryActions, repositoryArguments } from '../../../src/frontend/repositories/actions';
import { addRepositoryCommands, repositoryCommands } from '../../../src/frontend/repositories/commands';
import { repositoryMenu } from '../../../src/frontend/repositories/menu';
import { RepositoryVerbs } from '../../../src/frontend/repositories/verbs';
import type { Environment } from '../../../src/protocol/environment';
import type { Repository } from '../../../src/protocol/repository';
import { until } from '../shown-panel';
import { app } from '../values';

const trans = nullTranslator.load('studiolo');

const environment = (part: Partial<Environment> = {}): Environment => ({
  name: 'geo',
  prefix: '/home/u/.conda/envs/geo',
  pythonVersion: '3.12.1',
  persistent: true,
  ipykernel: true,
  kernels: [{ name: 'geo', displayName: 'Python (geo)' }],
  ...part,
});
const repository = (part: Partial<Repository> = {}): Repository => ({
  url: 'https://github.com/acme/darts.git',
  name: 'darts',
  suggestedBy: 'space',
  ...part,
});

test.each([
  ['works', environment(), ['install', 'clone', 'export', 'measure', 'remove']],
  ['is no kernel yet', environment({ kernels: [] }), ['install', 'clone', 'export', 'register', 'measure', 'remove']],
  [
    'has no ipykernel',
    environment({ kernels: [], ipykernel: false }),
    ['install', 'clone', 'export', 'measure', 'repair', 'remove'],
  ],
  ['comes with the image', environment({ protected: 'base' }), ['install', 'clone', 'export', 'measure']],
  [
    'is gone, and its kernel not',
    environment({ gone: true, kernels: [{ name: 'geo', displayName: 'geo', missing: '/gone' }] }),
    ['repair'],
  ],
] as const)('what can be done with an environment that %s', (_, one, verbs) => {
  expect(verbsThatFit(environmentActions, one)).toEqual(verbs);
});

test.each([
  ['is not cloned', repository(), ['clone']],
  ['is cloned', repository({ clonedAt: 'darts' }), ['fetch', 'pull', 'open', 'openInGit']],
  [
    'describes an environment',
    repository({ clonedAt: 'darts', environment: { file: 'darts/environment.yml' } }),
    ['fetch', 'pull', 'open', 'openInGit', 'createEnvironment'],
  ],
] as const)('what can be done with a repository that %s', (_, one, verbs) => {
  expect(verbsThatFit(repositoryActions, one)).toEqual(verbs);
});

describe.each<
  [string, Record<string, RowCommand>, Record<string, Pick<RowAction<never>, 'question' | 'menu' | 'button'>>, object]
>([
  ['apps', appCommands, appActions, AppVerbs.prototype],
  ['environments', environmentCommands, environmentActions, EnvironmentVerbs.prototype],
  ['repositories', repositoryCommands, repositoryActions, RepositoryVerbs.prototype],
])('the actions of %s', (_, commands, actions, verbs) => {
  const labApp = () => ({ commands: new CommandRegistry() }) as unknown as JupyterFrontEnd;

  test('are the same in the table of commands, the table of actions, and the verbs', () => {
    expect(Object.keys(actions).toSorted()).toEqual(Object.keys(commands).toSorted());
    expect(Object.keys(commands).filter((verb) => !(verb in verbs))).toEqual([]);
  });

  test('each have a command of their own, words in palette and menu, and arguments that are described', async () => {
    const lab = labApp();
    const inPalette: string[] = [];
    const palette: ICommandPalette = {
      placeholder: '',
      activate: () => undefined,
      addItem: ({ command }) => {
        inPalette.push(command);
        return { isDisposed: false, dispose: () => undefined };
      },
    };
    const places = { app: lab, palette, trans };
    const run = () => Promise.resolve();
    addAppCommands(places, { run, takes: async (verb) => appArguments(verb) });
    addEnvironmentCommands(places, { run, takes: async (verb) => environmentArguments(verb) }, null);
    addRepositoryCommands(places, { run, takes: async (verb) => repositoryArguments(verb) });
    for (const { menu } of Object.values(actions)) expect(menu(trans)).not.toBe('');
    for (const { id } of Object.values(commands)) {
      expect(lab.commands.label(id, { isPalette: true })).not.toBe('');
      expect(inPalette).toContain(id);
      expect(await lab.commands.describedBy(id)).toMatchObject({ args: { type: 'object' } });
    }
    const ids = [appCommands, environmentCommands, repositoryCommands].flatMap((table) =>
      Object.values(table).map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('ask, where nothing is named, and are read out with the name of what they are done to', () => {
    for (const { button, question } of Object.values(actions)) {
      expect(question(trans)).toMatch(/\?$/);
      if (button) expect(button.label(trans, 'geo', {} as never)).toContain('geo');
    }
  });
});

test('what a command takes besides what it is done to is described', () => {
  const besides = [
    ...(['start', 'restart', 'change'] as const).map(appArguments),
    ...(['install', 'clone', 'export', 'repair'] as const).map(environmentArguments),
    repositoryArguments('clone'),
  ].map((schema) =>
    Object.keys(Object(schema['properties'])).filter((name) => !/^(key|spaceName|prefix|url)$/.test(name)),
  );
  expect(besides.filter((names) => names.length === 0)).toEqual([]);
});

test('the menu of a row has the commands of what can be done there', () => {
  const commands = new CommandRegistry();
  const items = [
    appMenu(commands, { app: app('ana') }, trans).items,
    environmentMenu(commands, environment(), trans).items,
    repositoryMenu(commands, repository(), trans).items,
  ];
  expect(items.map((menu) => menu.map(({ command }) => command))).toEqual([
    ['studiolo:open-space', 'studiolo:restart-app', 'studiolo:stop-app'],
    [
      'studiolo:install-packages',
      'studiolo:clone-environment',
      'studiolo:export-environment',
      'studiolo:measure-environment',
      'studiolo:remove-environment',
    ],
    ['studiolo:clone-repository'],
  ]);
});

test('in the menu of a row, an action is called as is clear there, and does what its command does', async () => {
  const commands = new CommandRegistry();
  const done: unknown[] = [];
  const offered = repository({ clonedAt: 'darts', environment: { file: 'darts/environment.yml' } });
  addRepositoryCommands(
    { app: { commands } as unknown as JupyterFrontEnd, palette: null, trans },
    { run: async (verb, given) => void done.push([verb, given]), takes: async (verb) => repositoryArguments(verb) },
  );
  openRowMenu(repositoryMenu(commands, offered, trans), { x: 0, y: 0 });
  const items = () => [...document.querySelectorAll<HTMLElement>('.lm-Menu-item')];
  await until(() => items().length > 0);
  const shown = items().filter(({ classList }) => !classList.contains('lm-mod-hidden'));
  const words = shown.map((item) => item.querySelector('.lm-Menu-itemLabel')?.textContent);
  // Without the Git panel, nothing is opened in it.
  expect(words).toEqual(['Fetch', 'Pull', 'Open Folder', 'Create Environment']);
  // Arrow down, twice, and Enter.
  for (const keyCode of [40, 40, 13])
    document.querySelector('.lm-Menu')?.dispatchEvent(new KeyboardEvent('keydown', { keyCode, bubbles: true }));
  await until(() => done.length > 0);
  expect(done).toEqual([['pull', { url: offered.url }]]);
});

/** What the build puts in: the plugins, the packages they share with the page, and the files of all else. */
const given = {
  studioloPackages: ['@lumino/widgets'],
  studioloRest: ['remoteEntry.abc.js', '509.def.js'],
  studioloPlugins: (
    require: (name: string) => unknown,
    module: { exports: object },
    part: (name: string) => Promise<unknown>,
  ) => {
    module.exports = { widgets: require('@lumino/widgets'), part };
  },
};
interface Plugins {
  widgets: string;
  part(name: string): Promise<unknown>;
}
const containers = () => window._JUPYTERLAB ?? {};

const version = (name: string, loaded?: 1) => ({ get: () => async () => name, ...(loaded && { loaded }) });
const shared = { '@lumino/widgets': { '2.9.0': version('2.9.0'), '2.10.1': version('2.10.1') } };

async function pluginsOf(scope: Record<string, Record<string, ReturnType<typeof version>>>): Promise<Plugins> {
  await containers()['studiolo']!.init(scope);
  return (await containers()['studiolo']!.get('./extension'))() as Plugins;
}

let asked: HTMLScriptElement[];

beforeEach(async () => {
  asked = [];
  delete window._JUPYTERLAB;
  Object.assign(globalThis, given);
  // The page asks the test for its scripts.
  jest.spyOn(document.head, 'append').mockImplementation((script) => void asked.push(script as HTMLScriptElement));
  await jest.isolateModulesAsync(async () => void (await import('../../src/container')));
});
afterEach(() => jest.restoreAllMocks());

/** As the builder's container does, which takes the name. */
function arrive(parts: Record<string, () => Promise<unknown>>): void {
  containers()['studiolo'] = { init: () => undefined, get: async () => () => ({ parts }) };
  for (const script of asked.slice(-2)) script.onload?.(new Event('load'));
}

test('the plugins are made of the page’s own packages: the one in use, else the newest', async () => {
  expect((await pluginsOf(shared)).widgets).toBe('2.10.1');
});

test('a package that the page uses already is taken, though there is a newer one', async () => {
  const { '2.10.1': newer } = shared['@lumino/widgets'];
  const scope = { '@lumino/widgets': { '2.9.0': version('2.9.0', 1), '2.10.1': newer } };
  expect((await pluginsOf(scope)).widgets).toBe('2.9.0');
});

test('what a JupyterLab does not have is named', async () => {
  await expect(pluginsOf({})).rejects.toThrow('this JupyterLab has no @lumino/widgets');
});

test('what is left for later is loaded once, all of it at the same time, when its first part is asked for', async () => {
  const { part } = await pluginsOf(shared);
  const before = containers()['studiolo'];
  expect(asked).toHaveLength(0);
  const both = Promise.all([part('panel/furnish'), part('keep-awake/verbs')]);
  expect(asked.map(({ src }) => src)).toEqual([
    expect.stringContaining('remoteEntry.abc.js'),
    expect.stringContaining('509.def.js'),
  ]);
  arrive({ 'panel/furnish': async () => 'furnish', 'keep-awake/verbs': async () => 'verbs' });
  expect(await both).toEqual(['furnish', 'verbs']);
  // JupyterLab finds the plugins where they were.
  expect(containers()['studiolo']).toBe(before);
});

test('where it could not be loaded, that is said, and who asks next tries again', async () => {
  const { part } = await pluginsOf(shared);
  const refused = part('panel/furnish');
  asked[0]?.onerror?.('refused');
  await expect(refused).rejects.toThrow('remoteEntry.abc.js is not there');
  const again = part('panel/furnish');
  arrive({ 'panel/furnish': async () => 'furnish' });
  expect(await again).toBe('furnish');
});

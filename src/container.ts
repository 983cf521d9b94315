/**
 * What JupyterLab loads of the extension into every page: a module federation container, as JupyterLab's builder makes
 * them, that holds the plugins themselves. All else is in the builder's own container, which is loaded when the first part
 * of it is needed. The build joins the two (`scripts/labextension.mjs`): the builder's alone takes a third of what a page
 * may load before the panel is shown, in three requests one after the other.
 */
type Factory = () => unknown;
interface Shared {
  get(): Factory | Promise<Factory>;
  loaded?: 1 | boolean;
}
/** What the page's parts share: the versions of each package. */
type Scope = Record<string, Record<string, Shared>>;
interface Container {
  init(scope: Scope): unknown;
  get(name: string): Promise<Factory>;
}
interface Parts {
  parts: Record<string, () => Promise<unknown>>;
}

declare global {
  interface Window {
    _JUPYTERLAB?: Record<string, Container>;
  }
}
/** The plugins, made of the packages that they share with the page; `part` loads what they leave for later. */
declare const studioloPlugins: (
  require: (name: string) => unknown,
  module: { exports: object },
  part: (name: string) => Promise<unknown>,
) => void;
/** The packages that the plugins share. */
declare const studioloPackages: string[];
/** The files of the builder's container, which may come in any order. */
declare const studioloRest: string[];

const { currentScript } = document;
const folder = currentScript instanceof HTMLScriptElement ? currentScript.src.replace(/[^/]*$/, '') : '';
const containers = (window._JUPYTERLAB ??= {});
let scope: Scope = {};
let made: Promise<object> | undefined;
let rest: Promise<Parts> | undefined;

const container: Container = {
  init: (given) => void (scope = given),
  get: async () => {
    const plugins = await (made ??= make());
    return () => plugins;
  },
};
containers['studiolo'] = container;

async function make(): Promise<object> {
  const packages = new Map<string, unknown>();
  await Promise.all(studioloPackages.map(async (name) => packages.set(name, await shared(name))));
  const module = { exports: {} };
  studioloPlugins((name) => packages.get(name), module, part);
  return module.exports;
}

/** The one that the page uses already, else the newest that it has. */
async function shared(name: string): Promise<unknown> {
  const versions = Object.entries(scope[name] ?? {});
  versions.sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }));
  const [, found] = versions.find(([, { loaded }]) => loaded) ?? versions.at(-1) ?? [];
  if (!found) throw new Error(`studiolo: this JupyterLab has no ${name}`);
  found.loaded = 1;
  return (await found.get())();
}

/** A part that is left for later. Where it cannot be loaded, the next who asks tries again. */
async function part(name: string): Promise<unknown> {
  rest ??= loadRest().catch((error: unknown) => {
    rest = undefined;
    throw error;
  });
  return (await rest).parts[name]?.();
}

async function loadRest(): Promise<Parts> {
  await Promise.all(studioloRest.map(run));
  const loaded = containers['studiolo'];
  // It has the name of this one, which is told apart from it by what it can do.
  containers['studiolo'] = container;
  if (!loaded || loaded === container) throw new Error(`the rest of studiolo is of another version`);
  await loaded.init(scope);
  const parts = (await loaded.get('./index'))();
  if (!isParts(parts)) throw new Error(`the rest of studiolo is of another version`);
  return parts;
}

const run = (file: string) =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${file} is not there`));
    // Its name tells what is in it: the version lets the server have it cached.
    script.src = `${folder}${file}?v=1`;
    document.head.append(script);
  });

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null && 'parts' in value;

export {};

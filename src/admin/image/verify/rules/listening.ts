import { appPort, contracts } from '../app-type';
import { howToKnow } from '../contents';
import type { ImageFacts } from '../image-facts';
import { type Found, rule, rules } from '../image-rule';
import type { ServerOptions } from '../server-options';
import { startOf } from './server-start';

const server = (options: string) =>
  `FROM debian:12.5\nUSER 1000:100\nENTRYPOINT ["jupyter-lab"${options
    .split(' ')
    .filter((option) => option !== '')
    .map((option) => `, "${option}"`)
    .join('')}]`;
const texts = {
  'port-wrong': {
    severity: 'error',
    since: '0.1',
    title: 'the server does not listen on port 8888',
    why: 'Studio asks port 8888, gets no answer, and the app fails.',
    wrong: server('--port=8080'),
    right: server('--port=8888'),
  },
  'base-url-missing': {
    severity: 'error',
    since: '0.1',
    title: "the server answers below /, not below the app's path",
    why: 'Studio asks /jupyterlab/default (Code Editor: /codeeditor/default), and the server has nothing there.',
    wrong: server('--port=8888'),
    right: server('--ServerApp.base_url=/jupyterlab/default'),
  },
  'base-url-wrong': {
    severity: 'error',
    since: '0.1',
    title: "the server answers below another path than the app's",
    why: 'Studio asks /jupyterlab/default (Code Editor: /codeeditor/default), and the server has nothing there.',
    wrong: server('--ServerApp.base_url=/lab'),
    right: server('--ServerApp.base_url=/jupyterlab/default'),
  },
  'address-loopback': {
    severity: 'error',
    since: '0.1',
    title: 'the server listens on the loopback address only',
    why: 'Studio reaches the server from outside the container, where it does not listen.',
    wrong: server('--ServerApp.ip=127.0.0.1'),
    right: server('--ServerApp.ip=0.0.0.0'),
  },
  'token-required': {
    severity: 'error',
    since: '0.1',
    title: 'the server asks for a token',
    why: 'Studio has no token of the server, and people would see a page to log in instead of their app. Who may reach an app is decided by Studio.',
    wrong: server('--IdentityProvider.token=secret'),
    right: server("--IdentityProvider.token=''"),
  },
  'origin-refused': {
    severity: 'warning',
    since: '0.1',
    title: "the server refuses requests from Studio's own pages",
    why: "Requests come with the origin of Studio's pages, which is not the server's own name.",
    wrong: server('--ServerApp.base_url=/jupyterlab/default'),
    right: server("--ServerApp.base_url=/jupyterlab/default --ServerApp.allow_origin='*'"),
  },
  'server-not-known': {
    severity: 'note',
    since: '0.1',
    title: 'how the server will listen cannot be told from what was read',
    why: 'What decides is in a file that was not read: nothing is said against it, and nothing for it.',
    wrong: server('--config=/opt/conf.py'),
    right: server(
      "--config=/opt/conf.py --ip=0.0.0.0 --ServerApp.base_url=/jupyterlab/default --IdentityProvider.token=''",
    ),
    accept: 'the built image is verified too',
  },
} as const;
type Code = keyof typeof texts;

/**
 * How the server will listen: port 8888 on every address, below the app's base URL, without a token of its own. Of an
 * option that is set more than once (in branches of a script), one fitting value is enough.
 */
export const listening = rules({
  reads: ['image', 'appType', 'launch'],
  rules: texts,
  check(facts): Found<Code>[] {
    const { image, appType } = facts;
    const { server: found } = startOf(facts);
    const { baseUrl } = contracts[appType];
    if (!found || baseUrl === undefined) return [];
    const { kind, options, where } = found;
    /** Why an option that was not found may be set all the same. */
    const hidden = mayBeElsewhere(facts, options);
    const untold: string[] = [];
    const findings: Found<Code>[] = [];
    const jupyter = kind === 'jupyter';
    const add = (code: Code, reason: string, option: string) =>
      findings.push({ code, reason, where, remedy: `start the server with ${option}` });
    if (!options.port.some((port) => fits(port, [String(appPort)])) && (options.port.length > 0 || !jupyter)) {
      add(
        'port-wrong',
        `the server listens on port ${options.port.join(', ') || 'of its own choice'}; Studio asks port ${appPort}`,
        `--port=${appPort}`,
      );
    }
    const bases = options.baseUrl.map((url) => `/${url.replaceAll(/^\/|\/$/g, '')}`);
    const baseOption = jupyter ? `--ServerApp.base_url=${baseUrl}` : `--server-base-path=${baseUrl}`;
    if (bases.length === 0 && jupyter) {
      if (hidden !== undefined) untold.push('the base URL');
      else add('base-url-missing', `the server answers below /; Studio asks ${baseUrl}`, baseOption);
    } else if (bases.length > 0 && !bases.some((url) => fits(url.toLowerCase(), [baseUrl]))) {
      add('base-url-wrong', `the server answers below ${bases.join(', ')}; Studio asks ${baseUrl}`, baseOption);
    }
    if (!options.address.some((address) => fits(address, ['0.0.0.0', '*', '', '::']))) {
      if (hidden !== undefined && options.address.length === 0) untold.push('the address');
      else
        add(
          'address-loopback',
          `the server listens on ${options.address.join(', ') || 'localhost (its default)'}; Studio reaches it from outside the container`,
          jupyter ? '--ServerApp.ip=0.0.0.0' : '--host=0.0.0.0',
        );
    }
    if (jupyter ? !options.token.some((token) => fits(token, [''])) : !options.withoutToken) {
      if (hidden !== undefined && options.token.length === 0) untold.push('the token');
      else
        add(
          'token-required',
          'the server asks for a token of its own, which Studio does not have',
          jupyter ? "--IdentityProvider.token=''" : '--without-connection-token',
        );
    }
    const password = jupyter && options.password.length > 0 && !options.password.some((hash) => fits(hash, ['']));
    if (password && !findings.some(({ code }) => code === 'token-required')) {
      add(
        'token-required',
        'the server asks for a password, which Studio does not have',
        "--PasswordIdentityProvider.hashed_password=''",
      );
    }
    if (jupyter && options.origin.length === 0 && hidden === undefined) {
      add(
        'origin-refused',
        "allow_origin is not set; SageMaker Distribution starts its server with '*'",
        "--ServerApp.allow_origin='*'",
      );
    }
    if (hidden !== undefined && untold.length > 0) {
      findings.push({
        code: 'server-not-known',
        reason: `${untold.join(', ')} of the server: not set by what was read; ${hidden}`,
        where,
        remedy: `set them with ${untold.map((one) => howToSet[kind][one]).join(' ')}${image.kind === 'dockerfile' ? `, or ${howToKnow(image)}` : ''}`,
      });
    }
    return findings;
  },
});

const howToSet: Record<'jupyter' | 'code-editor', Record<string, string>> = {
  jupyter: {
    'the base URL': '--ServerApp.base_url=/jupyterlab/default',
    'the address': '--ServerApp.ip=0.0.0.0',
    'the token': "--IdentityProvider.token=''",
  },
  'code-editor': { 'the address': '--host=0.0.0.0', 'the token': '--without-connection-token' },
};

function mayBeElsewhere(
  { image, launch }: Pick<ImageFacts, 'image' | 'launch'>,
  { named }: ServerOptions,
): string | undefined {
  if (image.kind === 'image') {
    const file = named.find((one) => image.files.get(one)?.type === 'file' && image.files.get(one)?.text === undefined);
    return file === undefined ? undefined : `${file} was not read`;
  }
  if (image.unknown.configuration !== undefined) return image.unknown.configuration;
  if (launch.unread !== undefined) return `${launch.unread} was not read`;
  const file = named.find((one) => !one.includes('$') && image.files.get(one) === undefined);
  return file === undefined ? undefined : `${file} was not read`;
}

/** A value that comes from a variable is known only when the app runs. */
const fits = (value: string, wanted: string[]) => value.includes('$') || wanted.includes(value);

export const exposedPorts = rule({
  code: 'port-undeclared',
  severity: 'note',
  since: '0.1',
  title: 'EXPOSE names other ports than 8888',
  why: 'Studio reaches port 8888 only: nobody reaches what listens on others.',
  wrong: 'EXPOSE 8888 8501',
  right: 'RUN pip install jupyter-server-proxy\nEXPOSE 8888',
  accept: 'the other ports are for use outside Studio',
  reads: ['built'],
  check({ built: { config } }) {
    const other = config.exposedPorts.filter((port) => port.split('/')[0] !== '8888');
    if (other.length === 0) return [];
    return [
      {
        reason: `EXPOSE names ${other.join(', ')}; Studio reaches port 8888 only`,
        where: { in: 'config', member: 'ExposedPorts' },
        remedy: 'serve it below the Jupyter server, e.g. with jupyter-server-proxy',
      },
    ];
  },
});

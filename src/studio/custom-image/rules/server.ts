import { appPort, contracts } from '../app-type';
import type { Image } from '../contents';
import type { Launch } from '../launch';
import { isSageMakerDistribution } from '../sagemaker-distribution';
import type { Rule, Subject } from '../rule';
import { jupyterConfiguration, serverOptions } from '../server-options';

/**
 * How the server will listen: port 8888 on every address, below the app's base URL, without a token of its own. Of an
 * option that is set more than once (in branches of a script), one fitting value is enough.
 */
export const server: Rule = (subject) => {
  const { image, appType, launch } = subject;
  const { baseUrl } = contracts[appType];
  if (baseUrl === undefined) return [];
  if (image.kind === 'image' && !isProgram(launch)) return [];
  if (launch.command.length === 0) return noCommand(image);
  if (startsDistribution(subject)) return [];
  const where =
    image.kind === 'image'
      ? launch.from === 'image'
        ? ({ in: 'config', member: 'Cmd' } as const)
        : ({ in: 'app-image-config', member: 'ContainerConfig' } as const)
      : ({ in: 'dockerfile', line: image.lines['CMD'] ?? image.lines['ENTRYPOINT'] ?? image.base.line } as const);
  const options = serverOptions(launch, image.kind === 'image' ? jupyterConfiguration(image) : image.configuration);
  const wanted = appType === 'CodeEditor' ? 'code-editor' : 'jupyter';
  const shown = launch.command.join(' ').slice(0, 100);
  if (options.kind !== wanted) {
    // A script of an image that is not built yet may start anything.
    if (image.kind === 'dockerfile' && options.kind === 'unknown' && !shells.test(launch.command[0] ?? '')) return [];
    return [
      {
        code: 'entrypoint-no-server',
        message: `"${shown}" starts no ${wanted === 'jupyter' ? 'Jupyter server' : 'Code Editor server'} that could be found in it`,
        where,
        remedy: 'start the server itself, or a script that does',
      },
    ];
  }
  const findings: ReturnType<Rule> = [];
  const jupyterOption = wanted === 'jupyter';
  const add = (
    code:
      'port-wrong' | 'base-url-missing' | 'base-url-wrong' | 'address-loopback' | 'token-required' | 'origin-refused',
    message: string,
    option: string,
  ) => findings.push({ code, message, where, remedy: `start the server with ${option}` });
  if (!options.port.some((port) => fits(port, [String(appPort)])) && (options.port.length > 0 || !jupyterOption)) {
    add(
      'port-wrong',
      `the server listens on port ${options.port.join(', ') || 'of its own choice'}; Studio asks port ${appPort}`,
      `--port=${appPort}`,
    );
  }
  const bases = options.baseUrl.map((url) => `/${url.replaceAll(/^\/|\/$/g, '')}`);
  const baseOption = jupyterOption ? `--ServerApp.base_url=${baseUrl}` : `--server-base-path=${baseUrl}`;
  if (bases.length === 0 && jupyterOption) {
    add('base-url-missing', `the server answers below /; Studio asks ${baseUrl}`, baseOption);
  } else if (bases.length > 0 && !bases.some((url) => fits(url.toLowerCase(), [baseUrl]))) {
    add('base-url-wrong', `the server answers below ${bases.join(', ')}; Studio asks ${baseUrl}`, baseOption);
  }
  if (!options.address.some((address) => fits(address, ['0.0.0.0', '*', '', '::']))) {
    add(
      'address-loopback',
      `the server listens on ${options.address.join(', ') || 'localhost (its default)'}; Studio reaches it from outside the container`,
      jupyterOption ? '--ServerApp.ip=0.0.0.0' : '--host=0.0.0.0',
    );
  }
  if (jupyterOption ? !options.token.some((token) => fits(token, [''])) : !options.withoutToken) {
    add(
      'token-required',
      'the server asks for a token of its own, which Studio does not have',
      jupyterOption ? "--IdentityProvider.token=''" : '--without-connection-token',
    );
  }
  if (jupyterOption && options.origin.length === 0) {
    add(
      'origin-refused',
      "allow_origin is not set; SageMaker Distribution starts its server with '*'",
      "--ServerApp.allow_origin='*'",
    );
  }
  return findings;
};

/** What cannot be started at all is `entryPoint`'s finding. */
const isProgram = ({ program }: Launch) =>
  program?.at === 'file' && program.record.type === 'file' && (program.record.mode & 0o111) !== 0;

/** A value that comes from a variable is known only when the app runs. */
const fits = (value: string, wanted: string[]) => value.includes('$') || wanted.includes(value);
const shells = /(^|\/)(bash|sh|python3?)$/;

/** SageMaker Distribution's own entry points do all that Studio asks ("Custom images", Code Editor guide). */
function startsDistribution({ image, launch }: Subject): boolean {
  return (
    image.kind === 'dockerfile' &&
    isSageMakerDistribution(image.base.image) &&
    /^(.*\/)?entrypoint-(jupyter-server|code-editor)$/.test(launch.command[0] ?? '')
  );
}

function noCommand(image: Image): ReturnType<Rule> {
  if (image.kind !== 'dockerfile') return [];
  return [
    {
      code: 'entrypoint-none',
      message: 'the Dockerfile has neither ENTRYPOINT nor CMD, and those of the base image are not known',
      where: { in: 'dockerfile', line: image.base.line },
      remedy: 'add an ENTRYPOINT',
      dockerfile: ['ENTRYPOINT ["entrypoint-jupyter-server"]'],
    },
  ];
}

import { appPort, contracts } from '../app-type';
import type { Image, PlannedImage } from '../contents';
import { howToKnow } from '../how-to-know';
import type { Launch } from '../launch';
import { isSageMakerDistribution } from '../sagemaker-distribution';
import type { Rule, Subject } from '../rule';
import { isNoServer, programsOf } from '../programs';
import { jupyterConfiguration, plannedConfiguration, type ServerOptions, serverOptions } from '../server-options';

/**
 * How the server will listen: port 8888 on every address, below the app's base URL, without a token of its own. Of an
 * option that is set more than once (in branches of a script), one fitting value is enough.
 */
export const server: Rule = (subject) => {
  const { image, appType, launch } = subject;
  const { baseUrl } = contracts[appType];
  if (baseUrl === undefined) return [];
  if (image.kind === 'image' && !isProgram(launch)) return [];
  if (startsDistribution(subject)) return [];
  const where =
    launch.from === 'app-image-config'
      ? ({ in: 'app-image-config', member: 'ContainerConfig' } as const)
      : image.kind === 'image'
        ? ({ in: 'config', member: 'Cmd' } as const)
        : ({ in: 'dockerfile', line: image.lines['CMD'] ?? image.lines['ENTRYPOINT'] ?? image.base.line } as const);
  if (image.kind === 'dockerfile' && launch.from === 'image' && image.unknown.command !== undefined)
    return [startNotKnown(image, `${image.unknown.command}, and with it what is started`, where)];
  if (launch.command.length === 0) return noCommand(image);
  const options = serverOptions(launch, configurationOf(image, launch), image.config.env);
  const wanted = appType === 'CodeEditor' ? 'code-editor' : 'jupyter';
  const shown = launch.command.join(' ').slice(0, 100);
  const [, , line = ''] = launch.command;
  if (image.kind === 'dockerfile' && launch.from === 'image' && brokenJson(line)) {
    return [
      {
        code: 'entrypoint-no-server',
        message: `"${line.slice(0, 80)}" is no JSON array, so a shell runs it as a command, which there is none of that name`,
        where,
        remedy: 'write a JSON array: double quotes, no comma behind the last word',
      },
    ];
  }
  const [program = ''] = launch.command;
  if (image.kind === 'dockerfile' && launch.windowsLines !== undefined) {
    return [
      {
        code: 'entrypoint-crlf',
        message: `${launch.windowsLines} has Windows line ends, so its interpreter is not found`,
        where,
        remedy: 'save it with Unix line ends',
        dockerfile: [`RUN sed -i 's/\\r$//' ${launch.windowsLines}`],
      },
    ];
  }
  if (image.kind === 'dockerfile' && /\s/.test(program)) {
    return [
      {
        code: 'entrypoint-no-server',
        message: `"${program.slice(0, 80)}" is started, a program with a space in its name: in a JSON array each word stands by itself`,
        where,
        remedy: `write ${JSON.stringify(launch.command.flatMap((word) => word.split(/\s+/)))}`,
      },
    ];
  }
  if (options.kind !== wanted) {
    if (image.kind === 'dockerfile') {
      const { entrypoint } = image.unknown;
      if (entrypoint !== undefined && options.kind === 'unknown' && launch.from === 'image')
        return [startNotKnown(image, `"${shown}" is given to an entry point that is not known: ${entrypoint}`, where)];
      const unsure =
        options.kind === 'unknown'
          ? (launch.unread ?? programsOf(launch.command).find((one) => !isNoServer(one)))
          : undefined;
      if (unsure !== undefined && launch.from === 'image')
        return [startNotKnown(image, `"${shown}" runs ${unsure}, and no server was found in what was read`, where)];
      if (unsure !== undefined) return [];
      if (image.lines['CMD'] === undefined && image.lines['ENTRYPOINT'] === undefined && launch.from === 'image')
        return noCommand(image);
    }
    return [
      {
        code: 'entrypoint-no-server',
        message: `"${shown}" starts no ${wanted === 'jupyter' ? 'Jupyter server' : 'Code Editor server'} that could be found in it`,
        where,
        remedy: 'start the server itself, or a script that does; or name it in ContainerConfig of the AppImageConfig',
      },
    ];
  }
  /** Why an option that was not found may be set all the same. */
  const hidden = mayBeElsewhere(subject, options);
  const untold: string[] = [];
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
        jupyterOption ? '--ServerApp.ip=0.0.0.0' : '--host=0.0.0.0',
      );
  }
  if (jupyterOption ? !options.token.some((token) => fits(token, [''])) : !options.withoutToken) {
    if (hidden !== undefined && options.token.length === 0) untold.push('the token');
    else
      add(
        'token-required',
        'the server asks for a token of its own, which Studio does not have',
        jupyterOption ? "--IdentityProvider.token=''" : '--without-connection-token',
      );
  }
  const password = jupyterOption && options.password.length > 0 && !options.password.some((hash) => fits(hash, ['']));
  if (password && !findings.some(({ code }) => code === 'token-required')) {
    add(
      'token-required',
      'the server asks for a password, which Studio does not have',
      "--PasswordIdentityProvider.hashed_password=''",
    );
  }
  if (jupyterOption && options.origin.length === 0 && hidden === undefined) {
    add(
      'origin-refused',
      "allow_origin is not set; SageMaker Distribution starts its server with '*'",
      "--ServerApp.allow_origin='*'",
    );
  }
  if (hidden !== undefined && untold.length > 0) {
    findings.push({
      code: 'server-not-known',
      message: `${untold.join(', ')} of the server: not set by what was read; ${hidden}`,
      where,
      remedy: `set them with ${untold.map((one) => howToSet[wanted][one]).join(' ')}${image.kind === 'dockerfile' ? `, or ${howToKnow(image)}` : ''}`,
    });
  }
  return findings;
};

const howToSet: Record<'jupyter' | 'code-editor', Record<string, string>> = {
  jupyter: {
    'the base URL': '--ServerApp.base_url=/jupyterlab/default',
    'the address': '--ServerApp.ip=0.0.0.0',
    'the token': "--IdentityProvider.token=''",
  },
  'code-editor': { 'the address': '--host=0.0.0.0', 'the token': '--without-connection-token' },
};

/** The texts of the configuration that the server reads, with the files that the command names. */
function configurationOf(image: Image, launch: Launch): string[] {
  if (image.kind === 'image') return jupyterConfiguration(image);
  const { named } = serverOptions(launch, []);
  const own = plannedConfiguration(image);
  return [...own, ...named.flatMap((file) => image.files.get(file) ?? [])];
}

function mayBeElsewhere({ image, launch }: Subject, { named }: ServerOptions): string | undefined {
  if (image.kind === 'image') {
    const file = named.find((one) => image.files.get(one)?.type === 'file' && image.files.get(one)?.text === undefined);
    return file === undefined ? undefined : `${file} was not read`;
  }
  if (image.unknown.configuration !== undefined) return image.unknown.configuration;
  if (launch.unread !== undefined) return `${launch.unread} was not read`;
  const file = named.find((one) => !one.includes('$') && image.files.get(one) === undefined);
  return file === undefined ? undefined : `${file} was not read`;
}

function startNotKnown(
  image: PlannedImage,
  why: string,
  where: ReturnType<Rule>[number]['where'],
): ReturnType<Rule>[number] {
  return {
    code: 'start-not-known',
    message: why,
    where,
    remedy: `verify what is built, or ${howToKnow(image)}`,
  };
}

/** `['jupyter', 'lab']`: meant as JSON, and run by a shell. `[ -f x ] && …` is a test. */
const brokenJson = (line: string) => /^\[(?!\[)\S/.test(line) || /^\[\s+["'][^\]]*["']\s*,/.test(line);

/** What cannot be started at all is `entryPoint`'s finding. */
const isProgram = ({ program }: Launch) =>
  program?.at === 'file' && program.record.type === 'file' && (program.record.mode & 0o111) !== 0;

/** A value that comes from a variable is known only when the app runs. */
const fits = (value: string, wanted: string[]) => value.includes('$') || wanted.includes(value);

/** SageMaker Distribution's own entry points do all that Studio asks ("Custom images", Code Editor guide). */
function startsDistribution({ image, launch }: Subject): boolean {
  if (image.kind !== 'dockerfile' || !isSageMakerDistribution(image.base.image)) return false;
  return programsOf(launch.command).some((program) => distributionPrograms.test(program));
}

const distributionPrograms =
  /(^|\/)(entrypoint-(sagemaker-ui-)?(jupyter-server|code-editor)|start-(sagemaker-ui-)?(jupyter-server|code-editor))$/;

/** Neither the Dockerfile nor the AppImageConfig says what to start, and what its base starts is no server. */
function noCommand(image: Image): ReturnType<Rule> {
  if (image.kind !== 'dockerfile') return [];
  const started = [...image.config.entrypoint, ...image.config.cmd].join(' ');
  return [
    {
      code: 'entrypoint-none',
      message: `the Dockerfile has neither ENTRYPOINT nor CMD${started === '' ? '' : `, and ${image.base.image} starts "${started.slice(0, 80)}"`}: nothing serves`,
      where: { in: 'dockerfile', line: image.base.line },
      remedy:
        'name the server in ContainerConfig of the AppImageConfig (ContainerEntrypoint, ContainerArguments), which AWS recommends, or add an ENTRYPOINT',
      dockerfile: ['ENTRYPOINT ["entrypoint-jupyter-server"]'],
    },
  ];
}

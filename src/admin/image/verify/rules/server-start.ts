import { contracts } from '../app-type';
import { type Image, type PlannedImage, howToKnow } from '../contents';
import type { ImageFacts } from '../image-facts';
import type { ImageLocation } from '../image-location';
import { type Found, rules } from '../image-rule';
import type { Launch } from '../launch';
import { isNoServer, programsOf } from '../programs';
import { isSageMakerDistribution } from '../known-bases';
import { jupyterConfiguration, plannedConfiguration, type ServerOptions, serverOptions } from '../server-options';
import { startTexts } from './entry-point';

const texts = {
  ...startTexts,
  'entrypoint-no-server': {
    severity: 'error',
    since: '0.1',
    title: 'what is started is not the server of this app type',
    why: "Studio asks port 8888 for the app type's server, gets no answer, and the app fails.",
    wrong: 'FROM debian:12.5\nUSER 1000:100\nCMD ["sleep", "infinity"]',
    right: 'FROM debian:12.5\nUSER 1000:100\nCMD ["jupyter-lab", "--ip=0.0.0.0", "--port=8888"]',
  },
  'start-not-known': {
    severity: 'note',
    since: '0.1',
    title: 'what is started cannot be told from the Dockerfile',
    why: 'What decides is in the base image or in a script that was not read: nothing is said against it, and nothing for it.',
    wrong: 'FROM registry.example.com/lab:1.2.3\nUSER 1000:100',
    right:
      'FROM registry.example.com/lab:1.2.3\nUSER 1000:100\nENTRYPOINT ["jupyter-lab", "--ip=0.0.0.0", "--port=8888"]',
    accept: 'the built image is verified too',
  },
} as const;

/** Is what the app starts the server of its type? */
export const serverStart = rules({
  reads: ['image', 'appType', 'launch'],
  rules: texts,
  check: (facts) => startOf(facts).faults ?? [],
});

type Read = Pick<ImageFacts, 'image' | 'appType' | 'launch'>;

/** A server that was found in what is started, or why there is none to judge; neither where it is not for us to say. */
export interface ServerStart {
  faults?: Found<keyof typeof texts>[];
  server?: { kind: 'jupyter' | 'code-editor'; options: ServerOptions; where: ImageLocation };
}

/** What is started, as far as it can be told. */
export function startOf({ image, appType, launch }: Read): ServerStart {
  if (contracts[appType].baseUrl === undefined) return {};
  if (image.kind === 'image' && !isProgram(launch)) return {};
  if (startsDistribution(image, launch)) return {};
  const where = whereStarted(image, launch);
  if (image.kind === 'dockerfile' && launch.from === 'image' && image.unknown.command !== undefined)
    return { faults: [notKnown(image, `${image.unknown.command}, and with it what is started`, where)] };
  if (launch.command.length === 0) return { faults: noCommand(image) };
  const misread = image.kind === 'dockerfile' ? misreadCommand(launch, where) : undefined;
  if (misread) return { faults: [misread] };
  const options = serverOptions(launch, configurationOf(image, launch), image.config.env);
  const kind = appType === 'CodeEditor' ? 'code-editor' : 'jupyter';
  if (options.kind === kind) return { server: { kind, options, where } };
  const shown = launch.command.join(' ').slice(0, 100);
  if (image.kind === 'dockerfile') {
    const { entrypoint } = image.unknown;
    const own = launch.from === 'image';
    if (entrypoint !== undefined && options.kind === 'unknown' && own)
      return {
        faults: [notKnown(image, `"${shown}" is given to an entry point that is not known: ${entrypoint}`, where)],
      };
    const unsure =
      options.kind === 'unknown'
        ? (launch.unread ?? programsOf(launch.command).find((one) => !isNoServer(one)))
        : undefined;
    if (unsure !== undefined && own)
      return {
        faults: [notKnown(image, `"${shown}" runs ${unsure}, and no server was found in what was read`, where)],
      };
    if (unsure !== undefined) return {};
    if (image.lines['CMD'] === undefined && image.lines['ENTRYPOINT'] === undefined && own)
      return { faults: noCommand(image) };
  }
  return {
    faults: [
      {
        code: 'entrypoint-no-server',
        reason: `"${shown}" starts no ${kind === 'jupyter' ? 'Jupyter server' : 'Code Editor server'} that could be found in it`,
        where,
        remedy: 'start the server itself, or a script that does; or name it in ContainerConfig of the AppImageConfig',
      },
    ],
  };
}

function whereStarted(image: Image, { from }: Launch): ImageLocation {
  if (from === 'app-image-config') return { in: 'app-image-config', member: 'ContainerConfig' };
  if (image.kind === 'image') return { in: 'config', member: 'Cmd' };
  return { in: 'dockerfile', line: image.lines['CMD'] ?? image.lines['ENTRYPOINT'] ?? image.base.line };
}

/** A command that is not read as it was meant. */
function misreadCommand(launch: Launch, where: ImageLocation): Found<keyof typeof texts> | undefined {
  const [program = '', , line = ''] = launch.command;
  if (launch.from === 'image' && brokenJson(line)) {
    return {
      code: 'entrypoint-no-server',
      reason: `"${line.slice(0, 80)}" is no JSON array, so a shell runs it as a command, which there is none of that name`,
      where,
      remedy: 'write a JSON array: double quotes, no comma behind the last word',
    };
  }
  if (launch.windowsLines !== undefined) {
    return {
      code: 'entrypoint-crlf',
      reason: `${launch.windowsLines} has Windows line ends, so its interpreter is not found`,
      where,
      remedy: 'save it with Unix line ends',
      mend: [`RUN sed -i 's/\\r$//' ${launch.windowsLines}`],
    };
  }
  if (!/\s/.test(program)) return undefined;
  return {
    code: 'entrypoint-no-server',
    reason: `"${program.slice(0, 80)}" is started, a program with a space in its name: in a JSON array each word stands by itself`,
    where,
    remedy: `write ${JSON.stringify(launch.command.flatMap((word) => word.split(/\s+/)))}`,
  };
}

/** `['jupyter', 'lab']`: meant as JSON, and run by a shell. `[ -f x ] && …` is a test. */
const brokenJson = (line: string) => /^\[(?!\[)\S/.test(line) || /^\[\s+["'][^\]]*["']\s*,/.test(line);

/** The texts of the configuration that the server reads, with the files that the command names. */
function configurationOf(image: Image, launch: Launch): string[] {
  if (image.kind === 'image') return jupyterConfiguration(image);
  const { named } = serverOptions(launch, []);
  const own = plannedConfiguration(image);
  return [...own, ...named.flatMap((file) => image.files.get(file) ?? [])];
}

function notKnown(image: PlannedImage, reason: string, where: ImageLocation): Found<'start-not-known'> {
  return { code: 'start-not-known', reason, where, remedy: `verify what is built, or ${howToKnow(image)}` };
}

/** What cannot be started at all is the entry point's finding. */
const isProgram = ({ program }: Launch) =>
  program?.at === 'file' && program.record.type === 'file' && (program.record.mode & 0o111) !== 0;

/** SageMaker Distribution's own entry points do all that Studio asks ("Custom images", Code Editor guide). */
function startsDistribution(image: Image, launch: Launch): boolean {
  if (image.kind !== 'dockerfile' || !isSageMakerDistribution(image.base.image)) return false;
  return programsOf(launch.command).some((program) => distributionPrograms.test(program));
}

const distributionPrograms =
  /(^|\/)(entrypoint-(sagemaker-ui-)?(jupyter-server|code-editor)|start-(sagemaker-ui-)?(jupyter-server|code-editor))$/;

/** Neither the Dockerfile nor the AppImageConfig says what to start, and what its base starts is no server. */
function noCommand(image: Image): Found<'entrypoint-none'>[] {
  if (image.kind !== 'dockerfile') return [];
  const started = [...image.config.entrypoint, ...image.config.cmd].join(' ');
  return [
    {
      code: 'entrypoint-none',
      reason: `the Dockerfile has neither ENTRYPOINT nor CMD${started === '' ? '' : `, and ${image.base.image} starts "${started.slice(0, 80)}"`}: nothing serves`,
      where: { in: 'dockerfile', line: image.base.line },
      remedy:
        'name the server in ContainerConfig of the AppImageConfig (ContainerEntrypoint, ContainerArguments), which AWS recommends, or add an ENTRYPOINT',
      mend: ['ENTRYPOINT ["entrypoint-jupyter-server"]'],
    },
  ];
}

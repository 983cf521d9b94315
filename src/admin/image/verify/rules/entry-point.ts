import { executable } from '../file-rights';
import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';
import { findProgram } from '../launch';

/** What two checks state: of an image that is built, and of a Dockerfile. */
export const startTexts = {
  'entrypoint-none': {
    severity: 'error',
    since: '0.1',
    title: 'nothing is started',
    why: 'No server answers, and the app fails.',
    wrong: 'FROM debian:12.5\nUSER 1000:100',
    right: 'FROM debian:12.5\nUSER 1000:100\nENTRYPOINT ["jupyter-lab", "--ip=0.0.0.0", "--port=8888"]',
  },
  'entrypoint-crlf': {
    severity: 'error',
    since: '0.1',
    title: 'the entry point has Windows line ends',
    why: 'The system looks for an interpreter whose name ends with a carriage return, and finds none.',
    wrong:
      'FROM python:3.12.7\nRUN printf \'#!/bin/sh\\r\\nexec jupyter-lab\\r\\n\' > /start.sh\nENTRYPOINT ["/start.sh"]',
    right: 'FROM python:3.12.7\nRUN printf \'#!/bin/sh\\nexec jupyter-lab\\n\' > /start.sh\nENTRYPOINT ["/start.sh"]',
  },
} as const;

const texts = {
  ...startTexts,
  'entrypoint-missing': {
    severity: 'error',
    since: '0.1',
    title: 'the entry point is not in the image',
    why: 'The container cannot start.',
    wrong: 'ENTRYPOINT ["/start.sh"]',
    right: 'COPY --chmod=0755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]',
  },
  'entrypoint-not-executable': {
    severity: 'error',
    since: '0.1',
    title: 'the entry point cannot be executed',
    why: 'The container cannot start.',
    wrong: 'COPY --chmod=0644 start.sh /start.sh\nENTRYPOINT ["/start.sh"]',
    right: 'COPY --chmod=0755 start.sh /start.sh\nENTRYPOINT ["/start.sh"]',
  },
  'entrypoint-interpreter-missing': {
    severity: 'error',
    since: '0.1',
    title: "the entry point's interpreter is not in the image",
    why: 'The container cannot start.',
    wrong: "RUN printf '#!/bin/zsh\\nexec jupyter-lab\\n' > /start.sh",
    right: "RUN printf '#!/bin/sh\\nexec jupyter-lab\\n' > /start.sh",
  },
  'entrypoint-loop': {
    severity: 'error',
    since: '0.1',
    title: 'the entry point is a symbolic link that leads in a circle',
    why: 'The container cannot start.',
    wrong: 'RUN ln --symbolic /start.sh /start.sh',
    right: 'RUN ln --symbolic /opt/acme/start.sh /start.sh',
  },
  'entrypoint-shell-form': {
    severity: 'warning',
    since: '0.1',
    title: 'the entry point is run by a shell',
    why: 'The shell keeps signals from the server, so that an app ends late, and ContainerArguments are not passed on.',
    wrong: 'ENTRYPOINT jupyter-lab --port=8888',
    right: 'ENTRYPOINT ["jupyter-lab", "--port=8888"]',
  },
} as const;

type Code = keyof typeof texts;
const begin = 'ENTRYPOINT ["entrypoint-jupyter-server"]';

/** The program that the container starts: is it there, and can the user execute it? Studio overrides KernelGateway's. */
export const entryPoint = rules({
  reads: ['built', 'appType', 'launch', 'user'],
  rules: texts,
  check({ built, appType, launch, user }): Found<Code>[] {
    if (appType === 'KernelGateway') return [];
    const { command, program } = launch;
    const stated =
      launch.from === 'image'
        ? ({ in: 'config', member: 'Entrypoint' } as const)
        : ({ in: 'app-image-config', member: 'ContainerConfig.ContainerEntrypoint' } as const);
    const [name] = command;
    if (name === undefined || !program) {
      return [
        {
          code: 'entrypoint-none',
          reason: 'neither the image nor the AppImageConfig says what to start',
          where: stated,
          remedy: 'add an ENTRYPOINT, or a ContainerEntrypoint to the AppImageConfig',
          mend: [begin],
        },
      ];
    }
    if (program.at === 'nothing') {
      return [
        {
          code: 'entrypoint-missing',
          reason: `${name} is started, but the image has no such program`,
          where: stated,
          remedy: 'install it, or name one that is there, by its full path',
        },
      ];
    }
    if (program.at === 'loop') {
      return [
        {
          code: 'entrypoint-loop',
          reason: `${name} is a symbolic link that leads in a circle`,
          where: { in: 'image', file: program.path },
          remedy: 'let the link point to the program',
        },
      ];
    }
    const { record, path } = program;
    const where = fileAt(path, record);
    if (record.type !== 'file' || !executable(record, user)) {
      return [
        {
          code: 'entrypoint-not-executable',
          reason: `${path} is started, but UID ${user.uid} cannot execute it (${record.type}, mode ${record.mode.toString(8)}, owner ${record.uid}:${record.gid})`,
          where,
          remedy: 'make it executable for everybody',
          mend: [`RUN chmod 0755 ${path}`],
        },
      ];
    }
    const first = /^#!\s*([^\n]*)/.exec(record.text ?? '')?.[1];
    if (first === undefined) return shellForm(command);
    if (first.endsWith('\r')) {
      return [
        {
          code: 'entrypoint-crlf',
          reason: `${path} has Windows line ends, so its interpreter "${first.trim()}\\r" is not found`,
          where,
          remedy: 'save it with Unix line ends',
          mend: [`RUN sed -i 's/\\r$//' ${path}`],
        },
      ];
    }
    const [interpreter = '', argument] = first.trim().split(/\s+/);
    const real = /\/env$/.test(interpreter) && argument && !argument.startsWith('-') ? argument : interpreter;
    const places = [built.files.resolve(interpreter), findProgram(real, built.config.env['PATH'], built.files)];
    const missing = places.find(({ at }) => at !== 'file');
    if (!missing) return [];
    return [
      {
        code: 'entrypoint-interpreter-missing',
        reason: `${path} begins with "#!${first}", but the image has no ${missing.path}`,
        where,
        remedy: 'install the interpreter, or write the script for one that is there',
      },
    ];
  },
});

function shellForm([name = '', flag, line]: string[]): Found<Code>[] {
  if (!/\/(ba|da)?sh$/.test(name) || flag !== '-c' || line === undefined) return [];
  return [
    {
      code: 'entrypoint-shell-form',
      reason: `a shell runs "${line.slice(0, 80)}": it keeps signals from the server, and ContainerArguments are not passed on`,
      where: { in: 'config', member: 'Entrypoint' },
      remedy: 'write ENTRYPOINT and CMD as JSON arrays',
      mend: [`ENTRYPOINT ${JSON.stringify(line.trim().split(/\s+/))}`],
    },
  ];
}

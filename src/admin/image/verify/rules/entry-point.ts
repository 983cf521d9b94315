import type { ReadImage } from '../contents';
import { findProgram } from '../launch';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

const begin = 'ENTRYPOINT ["entrypoint-jupyter-server"]';

/** The program that the container starts: is it there, and can the user execute it? Studio overrides KernelGateway's. */
export const entryPoint: Rule<ReadImage> = ({ image, appType, launch, user }) => {
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
        message: 'neither the image nor the AppImageConfig says what to start',
        where: stated,
        remedy: 'add an ENTRYPOINT, or a ContainerEntrypoint to the AppImageConfig',
        dockerfile: [begin],
      },
    ];
  }
  if (program.at === 'nothing') {
    return [
      {
        code: 'entrypoint-missing',
        message: `${name} is started, but the image has no such program`,
        where: stated,
        remedy: 'install it, or name one that is there, by its full path',
      },
    ];
  }
  if (program.at === 'loop') {
    return [
      {
        code: 'entrypoint-loop',
        message: `${name} is a symbolic link that leads in a circle`,
        where: { in: 'image', file: program.path },
        remedy: 'let the link point to the program',
      },
    ];
  }
  const { record, path } = program;
  const where = placeOf(path, record);
  if (record.type !== 'file' || !executable(record, user)) {
    return [
      {
        code: 'entrypoint-not-executable',
        message: `${path} is started, but UID ${user.uid} cannot execute it (${record.type}, mode ${record.mode.toString(8)}, owner ${record.uid}:${record.gid})`,
        where,
        remedy: 'make it executable for everybody',
        dockerfile: [`RUN chmod 0755 ${path}`],
      },
    ];
  }
  const first = /^#!\s*([^\n]*)/.exec(record.text ?? '')?.[1];
  if (first === undefined) return shellForm(command);
  if (first.endsWith('\r')) {
    return [
      {
        code: 'entrypoint-crlf',
        message: `${path} has Windows line ends, so its interpreter "${first.trim()}\\r" is not found`,
        where,
        remedy: 'save it with Unix line ends',
        dockerfile: [`RUN sed -i 's/\\r$//' ${path}`],
      },
    ];
  }
  const [interpreter = '', argument] = first.trim().split(/\s+/);
  const real = /\/env$/.test(interpreter) && argument && !argument.startsWith('-') ? argument : interpreter;
  const places = [image.files.resolve(interpreter), findProgram(real, image.config.env['PATH'], image.files)];
  const missing = places.find(({ at }) => at !== 'file');
  if (!missing) return [];
  return [
    {
      code: 'entrypoint-interpreter-missing',
      message: `${path} begins with "#!${first}", but the image has no ${missing.path}`,
      where,
      remedy: 'install the interpreter, or write the script for one that is there',
    },
  ];
};

function shellForm([name = '', flag, line]: string[]): ReturnType<Rule> {
  if (!/\/(ba|da)?sh$/.test(name) || flag !== '-c' || line === undefined) return [];
  return [
    {
      code: 'entrypoint-shell-form',
      message: `a shell runs "${line.slice(0, 80)}": it keeps signals from the server, and ContainerArguments are not passed on`,
      where: { in: 'config', member: 'Entrypoint' },
      remedy: 'write ENTRYPOINT and CMD as JSON arrays',
      dockerfile: [`ENTRYPOINT ${JSON.stringify(line.trim().split(/\s+/))}`],
    },
  ];
}

/** Whether somebody may execute a file, by its mode and owner. */
export function executable(
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
  user: { uid?: number; gid?: number },
): boolean {
  if (user.uid === 0) return (mode & 0o111) !== 0;
  const right = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & right) !== 0;
}

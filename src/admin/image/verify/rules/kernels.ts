import type { ReadImage } from '../contents';
import type { FileTree } from '../file-tree';
import type { KernelSpec } from '../kernel-spec';
import { kernelSpecs } from '../kernel-spec';
import { findProgram } from '../launch';
import type { Rule, Subject } from '../rule';
import { placeOf } from '../rule';
import { executable } from './entry-point';

/** The kernels: are there any, can the user read them, and can each be started? */
export const kernels: Rule<ReadImage> = (subject) => {
  const { image, appType } = subject;
  if (appType === 'CodeEditor') return [];
  const all = kernelSpecs(image);
  const found = all.filter(({ inHome }) => !inHome || appType === 'KernelGateway');
  if (all.length === 0) {
    return [
      {
        code: 'kernel-none',
        message: 'no share/jupyter/kernels/<name>/kernel.json was found, so no notebook can run',
        where: { in: 'image', file: '/usr/local/share/jupyter/kernels' },
        remedy: 'install a kernel',
        dockerfile: ['RUN pip install --no-cache-dir ipykernel && python -m ipykernel install'],
      },
    ];
  }
  const hidden = all.filter((kernel) => !found.includes(kernel));
  return [
    ...hidden.map(({ name, file, record }) => ({
      code: 'kernel-in-home' as const,
      message: `kernel ${name} is in ${file}, which the volume mounted at the home folder hides`,
      where: placeOf(file, record),
      remedy: 'install it for everybody',
      dockerfile: ['RUN python -m ipykernel install --prefix=/usr/local'],
    })),
    ...found.flatMap((kernel) => kernelFindings(kernel, subject)),
  ];
};

function kernelFindings(
  { name, file, record, spec, problem }: KernelSpec,
  { image, user }: Subject<ReadImage>,
): ReturnType<Rule> {
  const where = placeOf(file, record);
  const finding = (code: ReturnType<Rule>[number]['code'], message: string, remedy: string, dockerfile?: string[]) => [
    { code, message, where, remedy, ...(dockerfile && { dockerfile }) },
  ];
  if (!readable(record, user)) {
    return finding(
      'kernel-unreadable',
      `${file} has mode ${record.mode.toString(8)} and owner ${record.uid}:${record.gid}; UID ${user.uid} cannot read it`,
      'make it readable for everybody',
      [`RUN chmod 0644 ${file}`],
    );
  }
  if (!/^[a-z0-9._-]+$/i.test(name)) {
    return finding(
      'kernel-name-invalid',
      `the kernel's folder is called "${name}"; Jupyter takes letters, digits, ".", "_" and "-" only`,
      'rename the folder',
    );
  }
  if (!spec)
    return finding(
      'kernel-json-invalid',
      `${file} cannot be used: ${problem ?? 'unknown'}`,
      'correct it, or install the kernel again',
    );
  if (!spec.argv.some((argument) => argument.includes('{connection_file}'))) {
    return finding(
      'kernel-no-connection-file',
      `argv of kernel ${name} lacks "{connection_file}", so Jupyter never reaches it`,
      'add "{connection_file}" to argv',
    );
  }
  const [interpreter = ''] = spec.argv;
  const at = findProgram(interpreter, image.config.env['PATH'], image.files);
  if (at.at === 'loop') {
    return finding(
      'kernel-interpreter-loop',
      `kernel ${name} runs ${interpreter}, a symbolic link that leads in a circle`,
      'let the link point to the interpreter',
    );
  }
  if (at.at === 'nothing') {
    return finding(
      'kernel-interpreter-missing',
      `kernel ${name} runs ${interpreter}, which is not in the image`,
      'install it, or correct argv in kernel.json',
    );
  }
  if (at.record.type !== 'file' || !executable(at.record, user)) {
    return finding(
      'kernel-interpreter-not-executable',
      `kernel ${name} runs ${at.path}, which UID ${user.uid} cannot execute (mode ${at.record.mode.toString(8)}, owner ${at.record.uid}:${at.record.gid})`,
      'make it executable for everybody',
      [`RUN chmod 0755 ${at.path}`],
    );
  }
  const module = spec.argv[spec.argv.indexOf('-m') + 1];
  if (spec.argv.includes('-m') && module?.startsWith('ipykernel') && !hasIpykernel(at.named, at.path, image.files)) {
    return finding(
      'kernel-module-missing',
      `kernel ${name} runs "${interpreter} -m ${module}", but ipykernel is not installed for that interpreter`,
      'install ipykernel there',
      [`RUN ${interpreter} -m pip install --no-cache-dir ipykernel`],
    );
  }
  return [];
}

/** Whether ipykernel is in the interpreter's prefix, as called or as the link leads, or in Debian's shared folders. */
function hasIpykernel(called: string, real: string, files: FileTree): boolean {
  const prefixes = [called, real].map((path) => path.replace(/\/bin\/[^/]+$/, ''));
  const folders = new Set(prefixes.flatMap((prefix) => [`${prefix}/lib`, `${prefix}/local/lib`]));
  return [...folders].some((folder) =>
    [...files.below(folder)].some(([path]) =>
      /\/python3[\d.]*\/(site|dist)-packages\/ipykernel_launcher\.py$/.test(path),
    ),
  );
}

function readable(
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
  user: { uid?: number; gid?: number },
) {
  if (user.uid === 0) return true;
  const right = uid === user.uid ? 0o400 : gid === user.gid ? 0o040 : 0o004;
  return (mode & right) !== 0;
}

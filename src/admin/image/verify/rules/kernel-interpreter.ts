import type { FinalUser } from '../accounts';
import type { ReadImage } from '../contents';
import { executable } from '../file-rights';
import type { FileTree } from '../file-tree';
import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';
import type { KernelSpec } from '../kernel-spec';
import { findProgram } from '../launch';
import { offeredKernels, specFault } from './kernels';

const texts = {
  'kernel-interpreter-missing': {
    severity: 'error',
    since: '0.1',
    title: "a kernel's interpreter is not in the image",
    why: 'The kernel is offered and does not start.',
    wrong: 'RUN rm /usr/bin/R',
    right: 'RUN apt-get install -y --no-install-recommends r-base-core',
  },
  'kernel-interpreter-not-executable': {
    severity: 'error',
    since: '0.1',
    title: "a kernel's interpreter cannot be executed",
    why: 'The kernel is offered and does not start.',
    wrong: 'RUN chmod 0700 /opt/venv/bin/python',
    right: 'RUN chmod 0755 /opt/venv/bin/python',
  },
  'kernel-interpreter-loop': {
    severity: 'error',
    since: '0.1',
    title: "a kernel's interpreter is a symbolic link that leads in a circle",
    why: 'The kernel is offered and does not start.',
    wrong: 'RUN ln --symbolic --force python /opt/venv/bin/python',
    right: 'RUN ln --symbolic --force /usr/bin/python3 /opt/venv/bin/python',
  },
  'kernel-module-missing': {
    severity: 'error',
    since: '0.1',
    title: "a kernel's Python module is not installed for its interpreter",
    why: 'The kernel is offered and does not start.',
    wrong: 'RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install pandas',
    right: 'RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install pandas ipykernel',
    blind: 'other modules than ipykernel',
  },
} as const;

/** Can each kernel be started whose kernel.json is in order? */
export const kernelInterpreter = rules({
  reads: ['built', 'appType', 'user'],
  rules: texts,
  check({ built, appType, user }): Found<keyof typeof texts>[] {
    if (appType === 'CodeEditor') return [];
    return offeredKernels(built, appType)
      .filter((kernel) => specFault(kernel, user) === undefined)
      .flatMap((kernel) => fault(kernel, built, user) ?? []);
  },
});

function fault(
  { name, file, record, spec }: KernelSpec,
  { config, files }: ReadImage,
  user: FinalUser,
): Found<keyof typeof texts> | undefined {
  const where = fileAt(file, record);
  const argv = spec?.argv ?? [];
  const [interpreter = ''] = argv;
  const at = findProgram(interpreter, config.env['PATH'], files);
  if (at.at === 'loop') {
    return {
      code: 'kernel-interpreter-loop',
      reason: `kernel ${name} runs ${interpreter}, a symbolic link that leads in a circle`,
      where,
      remedy: 'let the link point to the interpreter',
    };
  }
  if (at.at === 'nothing') {
    return {
      code: 'kernel-interpreter-missing',
      reason: `kernel ${name} runs ${interpreter}, which is not in the image`,
      where,
      remedy: 'install it, or correct argv in kernel.json',
    };
  }
  if (at.record.type !== 'file' || !executable(at.record, user)) {
    return {
      code: 'kernel-interpreter-not-executable',
      reason: `kernel ${name} runs ${at.path}, which UID ${user.uid} cannot execute (mode ${at.record.mode.toString(8)}, owner ${at.record.uid}:${at.record.gid})`,
      where,
      remedy: 'make it executable for everybody',
      mend: [`RUN chmod 0755 ${at.path}`],
    };
  }
  const module = argv[argv.indexOf('-m') + 1];
  if (!argv.includes('-m') || !module?.startsWith('ipykernel') || hasIpykernel(at.named, at.path, files))
    return undefined;
  return {
    code: 'kernel-module-missing',
    reason: `kernel ${name} runs "${interpreter} -m ${module}", but ipykernel is not installed for that interpreter`,
    where,
    remedy: 'install ipykernel there',
    mend: [`RUN ${interpreter} -m pip install --no-cache-dir ipykernel`],
  };
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

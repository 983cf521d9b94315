import type { FinalUser } from '../accounts';
import type { ImageAppType } from '../app-type';
import type { ReadImage } from '../contents';
import { readable } from '../file-rights';
import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';
import { type KernelSpec, kernelSpecs } from '../kernel-spec';

const texts = {
  'kernel-none': {
    severity: 'error',
    since: '0.1',
    title: 'there is no kernel',
    why: 'No notebook can run.',
    wrong: 'RUN pip install jupyterlab && pip uninstall --yes ipykernel',
    right: 'RUN pip install jupyterlab ipykernel && python -m ipykernel install',
  },
  'kernel-in-home': {
    severity: 'warning',
    since: '0.1',
    title: 'a kernel is in the home folder, where the volume hides it',
    why: 'In Studio nobody is offered the kernel.',
    wrong: 'RUN python -m ipykernel install --user',
    right: 'RUN python -m ipykernel install --prefix=/usr/local',
  },
  'kernel-unreadable': {
    severity: 'error',
    since: '0.1',
    title: 'the user cannot read a kernel.json',
    why: 'Jupyter does not offer the kernel.',
    wrong: 'RUN chmod 0600 /usr/local/share/jupyter/kernels/python3/kernel.json',
    right: 'RUN chmod 0644 /usr/local/share/jupyter/kernels/python3/kernel.json',
  },
  'kernel-name-invalid': {
    severity: 'error',
    since: '0.1',
    title: 'a kernel has a name that Jupyter does not accept',
    why: 'Jupyter passes over the folder, and the kernel is not offered.',
    wrong: 'COPY kernel.json "/usr/local/share/jupyter/kernels/Python 3/"',
    right: 'COPY kernel.json /usr/local/share/jupyter/kernels/python3/',
  },
  'kernel-json-invalid': {
    severity: 'error',
    since: '0.1',
    title: 'a kernel.json cannot be read',
    why: 'Jupyter does not offer the kernel.',
    wrong: 'RUN echo "argv: python" > /usr/local/share/jupyter/kernels/python3/kernel.json',
    right: 'RUN python -m ipykernel install',
  },
  'kernel-no-connection-file': {
    severity: 'error',
    since: '0.1',
    title: 'a kernel is not told where to connect',
    why: 'The kernel starts, and Jupyter never reaches it.',
    wrong: 'RUN echo \'{"argv": ["python", "-m", "ipykernel_launcher"]}\' > …/kernel.json',
    right: 'RUN echo \'{"argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"]}\' > …/kernel.json',
  },
} as const;

/** The kernels: are there any, and can the user read them? */
export const kernels = rules({
  reads: ['built', 'appType', 'user'],
  rules: texts,
  check({ built, appType, user }): Found<keyof typeof texts>[] {
    if (appType === 'CodeEditor') return [];
    const all = kernelSpecs(built);
    if (all.length === 0) {
      return [
        {
          code: 'kernel-none',
          reason: 'no share/jupyter/kernels/<name>/kernel.json was found, so no notebook can run',
          where: { in: 'image', file: '/usr/local/share/jupyter/kernels' },
          remedy: 'install a kernel',
          mend: ['RUN pip install --no-cache-dir ipykernel && python -m ipykernel install'],
        },
      ];
    }
    const offered = offeredKernels(built, appType);
    const hidden = all.filter(({ file }) => !offered.some((one) => one.file === file));
    return [
      ...hidden.map(({ name, file, record }) => ({
        code: 'kernel-in-home' as const,
        reason: `kernel ${name} is in ${file}, which the volume mounted at the home folder hides`,
        where: fileAt(file, record),
        remedy: 'install it for everybody',
        mend: ['RUN python -m ipykernel install --prefix=/usr/local'],
      })),
      ...offered.flatMap((kernel) => specFault(kernel, user) ?? []),
    ];
  },
});

/** The kernels that are seen in Studio: the volume hides those at home, but from a kernel gateway. */
export const offeredKernels = (image: ReadImage, appType: ImageAppType): KernelSpec[] =>
  kernelSpecs(image).filter(({ inHome }) => !inHome || appType === 'KernelGateway');

/** What is wrong with a kernel.json itself: the first thing that keeps it from being used. */
export function specFault(
  { name, file, record, spec, problem }: KernelSpec,
  user: FinalUser,
): Found<keyof typeof texts> | undefined {
  const where = fileAt(file, record);
  if (!readable(record, user)) {
    return {
      code: 'kernel-unreadable',
      reason: `${file} has mode ${record.mode.toString(8)} and owner ${record.uid}:${record.gid}; UID ${user.uid} cannot read it`,
      where,
      remedy: 'make it readable for everybody',
      mend: [`RUN chmod 0644 ${file}`],
    };
  }
  if (!/^[a-z0-9._-]+$/i.test(name)) {
    return {
      code: 'kernel-name-invalid',
      reason: `the kernel's folder is called "${name}"; Jupyter takes letters, digits, ".", "_" and "-" only`,
      where,
      remedy: 'rename the folder',
    };
  }
  if (!spec) {
    return {
      code: 'kernel-json-invalid',
      reason: `${file} cannot be used: ${problem ?? 'unknown'}`,
      where,
      remedy: 'correct it, or install the kernel again',
    };
  }
  if (spec.argv.some((argument) => argument.includes('{connection_file}'))) return undefined;
  return {
    code: 'kernel-no-connection-file',
    reason: `argv of kernel ${name} lacks "{connection_file}", so Jupyter never reaches it`,
    where,
    remedy: 'add "{connection_file}" to argv',
  };
}

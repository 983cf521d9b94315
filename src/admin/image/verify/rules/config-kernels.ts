import { contracts } from '../app-type';
import { type Found, rules } from '../image-rule';
import { condaKernels, kernelSpecs } from '../kernel-spec';

const specs = (text: string) =>
  `{ "AppImageConfigName": "lab", "KernelGatewayImageConfig": { "KernelSpecs": [${text}] } }`;
const texts = {
  'config-kernel-missing': {
    severity: 'error',
    since: '0.1',
    title: 'the AppImageConfig names a kernel that the image does not have',
    why: 'Studio offers the kernel, and it does not start. A kernel is named by its folder, or by its conda environment.',
    wrong: specs('{ "Name": "Python 3" }'),
    right: specs('{ "Name": "python3" }'),
  },
  'config-kernel-count': {
    severity: 'warning',
    since: '0.1',
    title: 'the AppImageConfig names more kernels than Studio shows',
    why: "Studio's documentation says that only one is supported.",
    wrong: specs('{ "Name": "python3" }, { "Name": "python3" }'),
    right: specs('{ "Name": "python3" }'),
  },
  'config-kernel-label': {
    severity: 'note',
    since: '0.1',
    title: 'the AppImageConfig shows a kernel under another name',
    why: 'People know the kernel under the name that Jupyter shows.',
    wrong: specs('{ "Name": "python3", "DisplayName": "Snake" }'),
    right: specs('{ "Name": "python3", "DisplayName": "Python 3" }'),
    accept: 'the name in Studio is chosen on purpose',
  },
} as const;
type Code = keyof typeof texts;

/** The kernels that the AppImageConfig names, against those that the image has. */
export const configKernels = rules({
  reads: ['built', 'appType', 'appImageConfig'],
  rules: texts,
  check({ built, appType, appImageConfig }) {
    const { configMember } = contracts[appType];
    const member = appImageConfig[configMember];
    if (!member || !('KernelSpecs' in member)) return [];
    const where = { in: 'app-image-config', member: `${configMember}.KernelSpecs` } as const;
    const kernels = kernelSpecs(built);
    const environments = condaKernels(built);
    const findings = member.KernelSpecs.flatMap(({ Name, DisplayName }): Found<Code>[] => {
      const kernel = kernels.find(({ name }) => name === Name);
      if (!kernel && environments.includes(Name)) return [];
      if (!kernel) {
        const names = [...kernels.map(({ name }) => name), ...environments].slice(0, 20);
        return [
          {
            code: 'config-kernel-missing',
            reason: `kernel "${Name}" is not in the image, which has ${names.map((name) => `"${name}"`).join(', ') || 'none'}`,
            where,
            remedy: 'name a kernel by its folder, not by its display name',
          },
        ];
      }
      const label = kernel.spec?.display_name;
      if (DisplayName === undefined || label === undefined || DisplayName === label) return [];
      return [
        {
          code: 'config-kernel-label',
          reason: `kernel "${Name}" is shown as "${DisplayName}"; its kernel.json says "${label}"`,
          where,
          remedy: 'use one name, so that people recognise it',
        },
      ];
    });
    if (member.KernelSpecs.length > 1) {
      findings.push({
        code: 'config-kernel-count',
        reason: `${member.KernelSpecs.length} kernels are named; Studio's documentation says that only one is supported`,
        where,
        remedy: 'name one, and make another AppImageConfig for each other kernel',
      });
    }
    return findings;
  },
});

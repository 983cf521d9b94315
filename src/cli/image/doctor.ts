import { defineCommand } from 'citty';
import type { Diagnosis } from '../../admin/image/publish/doctor';
import { diagnose } from '../../admin/image/publish/doctor';
import { readImage } from '../../admin/image/read';
import { imageReference } from '../../admin/image/reference';
import { placeText } from '../../admin/image/report/human';
import { CommandError, type Host } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';
import { fromRegistry } from './options';

const args = {
  domain: { type: 'string', required: true, description: 'the domain to look at', valueHint: 'd-…' },
  json: { type: 'boolean', description: 'print the result as JSON' },
  region: regionOption,
} as const;

/** `studiolo image doctor`: verifies every image that a domain, its user profiles and its spaces list today. */
export const imageDoctor = (host: Host) =>
  defineCommand({
    meta: { name: 'doctor', description: 'Verify all images that are attached in a domain' },
    args,
    async run({ args: given }) {
      const sagemaker = sagemakerOf(host, given.region);
      const read = async (uri: string) => readImage(await imageReference(uri), fromRegistry);
      const diagnoses = await explained(() => diagnose(sagemaker, given.domain, read));
      if (given.json) host.print(JSON.stringify(diagnoses.map(forPrograms), null, 2));
      else if (diagnoses.length === 0) host.print(`${given.domain} lists no custom image`);
      else for (const diagnosis of diagnoses) host.print(text(diagnosis));
      const ill = diagnoses.filter(
        ({ problem, examined }) =>
          problem !== undefined || examined?.findings.some(({ severity }) => severity === 'error'),
      );
      if (ill.length > 0)
        throw new CommandError(`${ill.length} of ${diagnoses.length} images will not work as they are`);
    },
  });

function text({ imageName, version, appType, appImageConfigName, who, problem, examined }: Diagnosis): string {
  const head = `${imageName}${version === undefined ? '' : ` version ${version}`} as ${appType} with ${appImageConfigName}, listed by ${who.join(', ')}`;
  if (problem !== undefined) return `${head}\n  error: ${problem}`;
  if (!examined || examined.findings.length === 0) return `${head}\n  fine`;
  const { image, findings } = examined;
  const lines = findings.map(({ severity, code, message, where, remedy }) =>
    [`  ${severity} ${code}: ${message}`, `    where: ${placeText(where, image)}`, `    remedy: ${remedy}`].join('\n'),
  );
  return [head, ...lines].join('\n');
}

const forPrograms = ({ examined, ...rest }: Diagnosis) => ({
  ...rest,
  ...(examined && { baseImage: examined.baseImage, findings: examined.findings }),
});

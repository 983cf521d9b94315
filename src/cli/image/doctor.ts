import { defineCommand } from 'citty';
import { exitCodeOf, exitCodes } from '../../admin/findings/exit-code';
import { inRegion } from '../../admin/converge/region-text';
import { findingsOf } from '../../admin/findings/outcome';
import { findingText, gapText } from '../../admin/findings/report/human';
import { worstFirst } from '../../admin/findings/severity';
import { type Diagnosis, diagnose } from '../../admin/image/doctor';
import { imageReport } from '../../admin/image/image-report';
import { readImage } from '../../admin/image/read';
import { imageReference } from '../../admin/image/reference';
import { CommandError, type Host } from '../host';
import { explained } from '../failure';
import { regionOption, sagemakerOf } from '../connect';
import { fromRegistryUntil } from './options';

const args = {
  domain: { type: 'string', required: true, description: 'the domain to look at', valueHint: 'd-…' },
  json: { type: 'boolean', description: 'print the result as JSON' },
  region: regionOption,
} as const;

/** `studiolo image doctor`: verifies every image that a domain, its user profiles and its spaces list today. */
export const imageDoctor = (host: Host) =>
  defineCommand({
    meta: { name: 'doctor', description: 'Verify all images that a domain lists' },
    args,
    async run({ args: given }) {
      const sagemaker = sagemakerOf(host, given.region).until(host.ending);
      const read = async (uri: string) => readImage(await imageReference(uri), fromRegistryUntil(host.ending));
      const region = given.region ?? host.region;
      const diagnoses = await explained(() => diagnose({ sagemaker, region }, given.domain, read));
      if (given.json) host.print(JSON.stringify(diagnoses.map(forPrograms), null, 2));
      else if (diagnoses.length === 0) host.print(`${given.domain}${inRegion({ region })} lists no custom image`);
      else for (const diagnosis of diagnoses) host.print(text(diagnosis));
      const ill = diagnoses.filter(isIll);
      const unseen = diagnoses.filter(({ notAssessed }) => notAssessed !== undefined);
      const counts = [
        ...(ill.length > 0 ? [`${ill.length} of ${diagnoses.length} images will not work as they are`] : []),
        ...(unseen.length > 0 ? [`${unseen.length} of ${diagnoses.length} images could not be assessed`] : []),
      ];
      if (counts.length > 0)
        throw new CommandError(counts.join('; '), ill.length > 0 ? exitCodes.findings : exitCodes.notAssessed);
    },
  });

const isIll = ({ problem, examined }: Diagnosis) =>
  problem !== undefined || (examined !== undefined && exitCodeOf(examined.outcomes) === exitCodes.findings);

function text({
  imageName,
  version,
  appType,
  appImageConfigName,
  who,
  problem,
  notAssessed,
  examined,
}: Diagnosis): string {
  const head = `${imageName}${version === undefined ? '' : ` version ${version}`} as ${appType} with ${appImageConfigName}, listed by ${who.join(', ')}`;
  if (problem !== undefined) return `${head}\n  error: ${problem}`;
  if (notAssessed) return `${head}\n${indented(gapText({ gap: notAssessed, codes: [] }))}`;
  const findings = examined ? worstFirst(findingsOf(examined.outcomes)) : [];
  if (!examined || findings.length === 0) return `${head}\n  fine`;
  const { locate } = imageReport(examined.baseImage, examined.image, examined.outcomes);
  return [head, ...findings.map((finding) => indented(findingText({ locate }, finding, false)))].join('\n');
}

const indented = (lines: string) => lines.replaceAll(/^/gm, '  ');

const forPrograms = ({ examined, ...rest }: Diagnosis) => ({
  ...rest,
  ...(examined && { baseImage: examined.baseImage, findings: worstFirst(findingsOf(examined.outcomes)) }),
});

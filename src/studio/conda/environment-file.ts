import type { ExportForm } from '../../protocol/environment-action';
import type { CondaPackage, PipPackage } from './package-record';
import { scalar } from './yaml-scalar';

interface Exported {
  name: string;
  conda: CondaPackage[];
  pip: PipPackage[];
  form: ExportForm;
  /** Files of records that could not be read. */
  odd: string[];
}

/** An `environment.yml` that makes the environment again: exactly, in the same versions, or as it was asked for. */
export function environmentFile({ name, conda, form, odd, pip }: Exported): string {
  const channels = [...new Set(conda.flatMap(({ url }) => (url ? [channelOf(url)] : [])))];
  const dependencies = conda.flatMap((record) => dependency(record, form));
  const requirements = pip.flatMap(({ requirement }) => requirement ?? []);
  const unknown = [...pip.flatMap((one) => (one.requirement === undefined ? [one.name] : [])), ...odd];
  return [
    ...unknown.map((one) => `# Not in this file, as it is not recorded where it is from: ${JSON.stringify(one)}`),
    `name: ${scalar(name)}`,
    ...(channels.length > 0 ? ['channels:', ...channels.map((channel) => `  - ${scalar(channel)}`)] : []),
    'dependencies:',
    ...dependencies.map((text) => `  - ${scalar(text)}`),
    // `conda env create` installs them with the pip of the environment.
    ...(requirements.length > 0 ? ['  - pip:', ...requirements.map((text) => `    - ${scalar(text)}`)] : []),
    '',
  ].join('\n');
}

function dependency(record: CondaPackage, form: ExportForm): string[] {
  const { build, name, requested_spec: one, requested_specs: several, version } = record;
  if (form === 'exact') return [`${name}=${version}=${build}`];
  if (form === 'versions') return [`${name}=${version}`];
  const asked = [...(several ?? []), ...(one ? [one] : [])];
  // An address of a package is what a clone is made from; it says nothing of what was wanted.
  return [...new Set(asked)].filter((spec) => spec !== 'None' && !spec.includes('://'));
}

/** The channel of a package's address `<channel>/<platform>/<file>`, without credentials; conda.anaconda.org's by name. */
function channelOf(url: string): string {
  const channel = url
    .replace(/\/[^/]+\/[^/]+$/, '')
    .replace(/\/\/[^@/]+@/, '//')
    .replace(/\/t\/[^/]+/, '');
  return channel.replace(/^https:\/\/conda\.anaconda\.org\//, '');
}

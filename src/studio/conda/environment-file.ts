import type { ExportForm } from '../../protocol/environment-action';
import type { CondaPackage, PipPackage } from './package-record';

/** The name that an `environment.yml` gives, if it gives one: its member `name`, on a line of its own. */
export function environmentFileName(text: string): string | undefined {
  const [, quoted, plain] = /^name:[ \t]*(?:(["'].*["'])|([^#\r\n]*?))[ \t]*(?:#.*)?\r?$/m.exec(text) ?? [];
  return (quoted?.slice(1, -1) ?? plain)?.trim() || undefined;
}

interface Exported {
  name: string;
  conda: CondaPackage[];
  pip: PipPackage[];
  form: ExportForm;
}

/** An `environment.yml` that makes the environment again: exactly, in the same versions, or as it was asked for. */
export function environmentFile({ name, conda, form, pip }: Exported): string {
  const channels = [...new Set(conda.flatMap(({ url }) => (url ? [channelOf(url)] : [])))];
  const dependencies = conda.flatMap((record) => dependency(record, form));
  const pipLines =
    pip.length > 0 ? ['  - pip:', ...pip.map(({ name, version }) => `    - ${scalar(`${name}==${version}`)}`)] : [];
  return [
    `name: ${scalar(name)}`,
    ...(channels.length > 0 ? ['channels:', ...channels.map((channel) => `  - ${scalar(channel)}`)] : []),
    'dependencies:',
    ...dependencies.map((text) => `  - ${scalar(text)}`),
    ...pipLines,
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

/** As a scalar of YAML: plain where nothing in it could mean something else. A string of JSON is one of YAML. */
const scalar = (text: string) =>
  /^[A-Za-z0-9_./][\w./:=+!<>~^|()@-]*$/.test(text) && !text.endsWith(':') ? text : JSON.stringify(text);

import * as z from 'zod';
import { jsonText } from '../../protocol/json-text';
import type { PipPackage } from './package-record';

/**
 * `direct_url.json` of an installed distribution: where it is from, if not from an index (PEP 610,
 * https://packaging.python.org/en/latest/specifications/direct-url/).
 */
const DirectUrl = z.object({
  url: z.string().min(1),
  subdirectory: z.string().nullish(),
  vcs_info: z.object({ vcs: z.string().min(1), commit_id: z.string().min(1) }).nullish(),
  archive_info: z.object({ hash: z.string().nullish(), hashes: z.record(z.string(), z.string()).nullish() }).nullish(),
  dir_info: z.object({ editable: z.boolean().nullish() }).nullish(),
});

/** A `*.dist-info` folder. */
export interface Distribution {
  /** Its folder's name. */
  folder: string;
  /** The texts of its files, where they are there. */
  metadata?: string;
  directUrl?: string;
}

/** The name and version of a distribution, as its metadata says, else as its folder is called. */
export function identified({ folder, metadata = '' }: Distribution): { name: string; version: string } | undefined {
  const [, called, versioned] = /^(.+)-([^-]+)\.dist-info$/.exec(folder) ?? [];
  const headers = metadata.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const header = (key: string) => new RegExp(`^${key}:[ \\t]*(\\S+)[ \\t]*$`, 'im').exec(headers)?.[1];
  const [name, version] = [header('Name') ?? called, header('Version') ?? versioned];
  return name === undefined || version === undefined ? undefined : { name: name.replaceAll('_', '-'), version };
}

/** Names that are one to an index (PEP 503). */
export const normalized = (name: string) => name.toLowerCase().replace(/[-_.]+/g, '-');

/** What brings a distribution again, as `pip freeze` writes it. */
export function requirementOf(
  { directUrl }: Distribution,
  { name, version }: { name: string; version: string },
): PipPackage {
  // What is no name or version would say something else to pip.
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name) || !/^[\w.!+-]+$/.test(version)) return { name };
  if (directUrl === undefined) return { name, requirement: `${name}==${version}` };
  const { data } = jsonText(DirectUrl).safeParse(directUrl);
  // From somewhere that is not told: by its name alone an index could answer with a stranger's.
  if (!data) return { name };
  const requirement = requirementAt(name, data);
  return { name, ...(requirement !== undefined && { requirement }) };
}

function requirementAt(name: string, direct: z.infer<typeof DirectUrl>): string | undefined {
  const { archive_info: archive, dir_info: folder, subdirectory, vcs_info: vcs } = direct;
  const url = withoutCredentials(direct.url);
  // One line of a file of requirements, whatever somebody has written there.
  if (/[\s\p{Cc}]/u.test(url) || /[\s\p{Cc}]/u.test(`${vcs?.vcs ?? ''}${vcs?.commit_id ?? ''}${subdirectory ?? ''}`))
    return undefined;
  if (folder?.editable) return url.startsWith('file:///') ? editable(pathOf(url)) : undefined;
  const hash = archive?.hash ?? Object.entries(archive?.hashes ?? {}).map(([kind, value]) => `${kind}=${value}`)[0];
  const fragments = [...(hash ? [hash] : []), ...(subdirectory ? [`subdirectory=${subdirectory}`] : [])];
  const at = vcs ? `${vcs.vcs}+${url}@${vcs.commit_id}` : url;
  // pip writes `name @ git+file://…` and refuses to read it, as it has no host.
  if (vcs && url.startsWith('file:')) return `${at}#${[`egg=${name}`, ...fragments].join('&')}`;
  return `${name} @ ${at}${fragments.length > 0 ? `#${fragments.join('&')}` : ''}`;
}

/** The user of ssh, and `git`, are none; and `${VARIABLE}` names one (PEP 610). */
const withoutCredentials = (url: string) =>
  url.replace(/^([a-z+]+:\/\/)([^/@]*)@/i, (whole, scheme: string, user: string) =>
    user === 'git' || /^\$\{\w+\}(:\$\{\w+\})?$/.test(user) || (/ssh/i.test(scheme) && !user.includes(':'))
      ? whole
      : scheme,
  );

/** A folder that is edited is given by its path, which pip reads word by word. */
export function editable(path: string): string | undefined {
  if (!path.startsWith('/') || /[\p{Cc}"\\$`]/u.test(path)) return undefined;
  return `-e ${/[\s']/.test(path) ? `"${path}"` : path}`;
}

const pathOf = (url: string) =>
  url
    .slice('file://'.length)
    .replace(/(%[0-9a-f]{2})+/gi, (code) => Buffer.from(code.replaceAll('%', ''), 'hex').toString());

/** Where git asks for a repository (git-fetch(1), "Git URLs"). */
export interface GitAddress {
  /** In lower case: `https`, `ssh`, `file`, …; of `codecommit::…` and its like the program that git starts. */
  protocol: string;
  /** In lower case, with its port where that is not the protocol's own; empty for a path on this machine. */
  host: string;
  /** With its leading slash. */
  path: string;
}

/** An address in any of the forms that git takes; a path on this machine is one too. */
export function gitAddress(address: string): GitAddress {
  const text = address.trim();
  const helper = /^([a-z0-9][a-z0-9+.-]*)::(?:([^/]*):\/\/)?(?:[^@/]*@)?(.*)$/i.exec(text);
  if (helper) return byHelper(helper);
  const url = /^([a-z0-9][a-z0-9+.-]*):\/\/(?:[^@/]*@)?([^/]*)(.*)$/i.exec(text);
  if (url) {
    const [, scheme = '', host = '', path = ''] = url;
    const protocol = scheme.toLowerCase().replace(/^(git\+ssh|ssh\+git)$/, 'ssh');
    return { protocol, host: withoutOwnPort(protocol, host), path };
  }
  // `[user@]host:path`, as scp has it, unless a slash comes before the first colon.
  const scp = /^(?:[^@/:]*@)?(\[[^\]/]*\]|[^:/[\]]+):(.*)$/.exec(text);
  if (scp) {
    const [, host = '', path = ''] = scp;
    return { protocol: 'ssh', host: host.toLowerCase(), path: path.startsWith('/') ? path : `/${path}` };
  }
  return { protocol: 'file', host: '', path: text };
}

/** `codecommit::eu-west-1://profile@models` is git-remote-codecommit's way to say CodeCommit's https address. */
function byHelper([, program = '', before = '', after = '']: RegExpExecArray): GitAddress {
  if (program.toLowerCase() !== 'codecommit' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(before))
    return { protocol: program.toLowerCase(), host: '', path: before ? `${before}://${after}` : after };
  const suffix = before.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { protocol: 'codecommit', host: `git-codecommit.${before}.${suffix}`, path: `/v1/repos/${after}` };
}

const ownPorts: Record<string, string> = { https: '443', http: '80', ssh: '22', git: '9418' };

function withoutOwnPort(protocol: string, host: string): string {
  const lower = host.toLowerCase();
  const own = ownPorts[protocol];
  return lower.replace(/:(\d*)$/, (port, number) => (number === '' || number === own ? '' : port));
}

/**
 * Equal for two spellings of one repository, whatever user, protocol or port gets in: its https address, without `.git`,
 * with the host in lower case. What is no server's address stays as it is.
 */
export function repositoryIdentity(address: string): string {
  const { host, path, protocol } = gitAddress(address);
  const trimmed = plainPath(path);
  if (host === '') return protocol === 'file' ? trimmed : address.trim();
  // Where ssh listens says nothing of the repository; another port of https may be another server.
  const server = protocol === 'ssh' ? host.replace(/:\d+$/, '') : host;
  return `https://${server.replace(/\.(?=:|$)/, '')}${trimmed}`;
}

function plainPath(path: string): string {
  return decoded(path)
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // A per cent sign that begins no byte stands for itself.
    return path;
  }
}

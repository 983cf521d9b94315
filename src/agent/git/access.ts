import type { GitCredentials, RepositoryAccess } from '../../protocol/repository-action';
import { gitAddress, type GitAddress } from '../../studio/git-address';
import { withoutCredentials } from '../../studio/git-cause';
import { NoticeError } from '../notices';
import { Refusal } from '../refusal';
import { signInToCodeCommit } from './codecommit';
import { git, type GitOptions, type GitParts, type GitSetting } from './git';
import { gitTrouble } from './trouble';
import { say } from '../../protocol/message';

const patience = 10_000;

/** Where git gets in: what it really asks for a suggested repository. */
export interface Destination extends GitAddress {
  address: string;
  /** The server for the reader; of a path on this machine, or of what another program asks, the address. */
  shownHost: string;
}

/**
 * Decided from the suggested URL and the configuration of the user, the image and the administrator
 * (`url.<base>.insteadOf`) alone, as no repository has a say in it.
 */
export async function destinationOf(parts: GitParts, url: string): Promise<Destination> {
  const ran = await git(parts, ['ls-remote', '--get-url', url], { timeout: patience });
  if (ran.code !== 0) throw new NoticeError(gitTrouble(ran.stderr, { verb: 'ls-remote' }));
  return asDestination(ran.stdout.trim());
}

export function asDestination(address: string): Destination {
  const found = gitAddress(address);
  return { ...found, address, shownHost: found.host || withoutCredentials(address) };
}

/** The address that git asks, where that is another server or protocol than the suggested one. */
export function instead(url: string, { address, host, protocol }: Destination): string | undefined {
  const suggested = gitAddress(url);
  return suggested.host === host && suggested.protocol === protocol ? undefined : address;
}

/** How git gets in at a suggested address, as it is configured here. */
export async function repositoryAccess(parts: GitParts, url: string): Promise<RepositoryAccess> {
  const { address, protocol, shownHost } = await destinationOf(parts, url);
  const ran = await git(parts, ['config', '--get-urlmatch', 'credential.helper', withoutUser(address)], {
    timeout: patience,
  });
  const helper = ran.stdout.trim();
  const byRole = (await signInToCodeCommit(parts.whereabouts, address)) !== undefined;
  return {
    host: shownHost,
    ...(helper !== '' && { helper }),
    signIn: byRole ? 'execution-role' : protocol === 'ssh' ? 'ssh-key' : 'as-configured',
  };
}

/** What one run of git needs to get in. */
export type Access = Pick<GitOptions, 'settings' | 'inherited'>;

/** With the credentials that were given, else as the role of the app, else as it is configured. */
export async function accessTo(
  parts: GitParts,
  destination: Destination,
  credentials: GitCredentials | undefined,
): Promise<Access> {
  if (credentials) return oneTimeAccess(destination, credentials);
  const settings = await signInToCodeCommit(parts.whereabouts, destination.address);
  return settings ? { settings } : {};
}

/**
 * What one run of git needs to get in with these credentials: a helper for this server alone, which reads them from a
 * descriptor that only git and its children hold, and hands them out only where git asks for this very protocol, host
 * and port. They are in no argument, variable or file, and other helpers neither answer in their place nor are told them.
 * Refuses to tell them to a server that is not asked over https, or is another than the dialog showed.
 */
function oneTimeAccess({ address, host, protocol, shownHost }: Destination, credentials: GitCredentials): Access {
  if (protocol !== 'https' || !/^[a-z0-9.:[\]_-]+$/.test(host)) {
    const message = say('git-asks-elsewhere', { address: withoutCredentials(address) });
    throw new Refusal(400, 'bad-request', {
      code: 'failed',
      message,
      remedy: say('token-to-https-only'),
    });
  }
  if (credentials.host !== undefined && credentials.host !== shownHost) {
    throw new Refusal(409, 'conflict', {
      code: 'failed',
      message: say('git-asks-now', { asked: shownHost, host: credentials.host }),
      remedy: say('look-at-address'),
    });
  }
  return {
    settings: asOnlyHelper(`https://${host}`, helperFor(host)),
    // git may ask more than once, e.g. again after a redirection.
    inherited: `username=${credentials.username}\npassword=${credentials.password}\n`.repeat(timesAsked),
  };
}

/** Settings by which one helper alone answers for a server. */
const asOnlyHelper = (server: string, helper: string): GitSetting[] => [
  [`credential.${server}.helper`, ''],
  [`credential.${server}.helper`, helper],
];

const timesAsked = 8;

/**
 * A helper of git's credential protocol (gitcredentials(7)) for one https server. `printf` is part of the shell: no
 * process gets the credentials as its arguments. git leaves out the port of https, or writes it as the address has it.
 */
const helperFor = (host: string): string =>
  '!f() { test "$1" = get || return 0; p=; h=; ' +
  'while IFS="=" read -r k v && test -n "$k"; do case "$k" in protocol) p="$v";; host) h="$v";; esac; done; ' +
  `test "$p" = https || return 0; case "$h" in ${spellings(host)}) ;; *) return 0;; esac; ` +
  'IFS= read -r username <&3 && IFS= read -r password <&3 && printf "%s\\n" "$username" "$password"; }; f';

/** Of a host as a pattern of the shell, whatever its case; with the port of https, where it has none of its own. */
function spellings(host: string): string {
  const pattern = [...host]
    .map((letter) => (/[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : `"${letter}"`))
    .join('');
  return /:\d+$/.test(host) ? pattern : `${pattern}|${pattern}":443"`;
}

/** Hands credentials that were right to the helper that git is configured with, if there is one. */
export async function handOver(
  parts: GitParts,
  { address }: Destination,
  { username, password }: GitCredentials,
): Promise<void> {
  const stdin = `url=${withoutUser(address)}\nusername=${username}\npassword=${password}\n\n`;
  await git(parts, ['credential', 'approve'], { timeout: patience, stdin });
}

const withoutUser = (address: string) => address.replace(/^([a-z]+:\/\/)[^@/]*@/i, '$1');

import type { GitCredentials, RepositoryAccess } from '../../protocol/repository-action';
import { Refusal } from '../refusal';
import { signInToCodeCommit } from './codecommit';
import { git, type GitOptions, type GitParts, type GitSetting } from './git';
import { withoutCredentials } from './trouble';

const patience = 10_000;

/** The address that git really asks, as `url.<base>.insteadOf` has it; of a remote, where `folder` is a clone. */
export async function addressAsked(parts: GitParts, urlOrRemote: string, folder?: string): Promise<string> {
  const ran = await git(parts, ['ls-remote', '--get-url', urlOrRemote], {
    timeout: patience,
    ...(folder !== undefined && { folder }),
  });
  return ran.code === 0 ? ran.stdout.trim() : urlOrRemote;
}

/** How git gets in at an address, as it is configured here. */
export async function repositoryAccess(parts: GitParts, url: string): Promise<RepositoryAccess> {
  const address = await addressAsked(parts, url);
  const ran = await git(parts, ['config', '--get-urlmatch', 'credential.helper', withoutUser(address)], {
    timeout: patience,
  });
  const helper = ran.stdout.trim();
  return {
    host: hostOf(address),
    ...(helper !== '' && { helper }),
    signIn: (await signInToCodeCommit(parts.place, address)) ? 'execution-role' : 'as-configured',
  };
}

/**
 * What one run of git needs to get in with these credentials: a helper for this address alone, which reads them from a
 * descriptor that only git and its children hold. They are in no argument, variable or file, and other helpers neither
 * answer in their place nor are told them. Refuses to tell them to a server that is not asked over https.
 */
export function oneTimeAccess(
  address: string,
  credentials: GitCredentials,
): Pick<GitOptions, 'settings' | 'inherited'> {
  if (!/^https:\/\//i.test(address)) {
    const message = `git is configured to ask ${withoutCredentials(address)} instead, which is not an https address.`;
    throw new Refusal(400, 'bad-request', {
      code: 'failed',
      message,
      remedy: 'A token is told to an https server only. Look at git config --get-regexp insteadof in a terminal.',
    });
  }
  return {
    settings: asOnlyHelper(withoutUser(address), `!f() { ${readFromDescriptor3} }; f`),
    // git may ask more than once, e.g. again after a redirection.
    inherited: `username=${credentials.username}\npassword=${credentials.password}\n`.repeat(timesAsked),
  };
}

/** Settings by which one helper alone answers for an address. */
export const asOnlyHelper = (address: string, helper: string): GitSetting[] => [
  [`credential.${address}.helper`, ''],
  [`credential.${address}.helper`, helper],
];

const timesAsked = 8;
/** `printf` is part of the shell: no process gets the credentials as its arguments. */
const readFromDescriptor3 =
  `test "$1" = get && IFS= read -r username <&3 && IFS= read -r password <&3 && ` +
  `printf '%s\\n' "$username" "$password";`;

/** Hands credentials that were right to the helper that git is configured with, if there is one. */
export async function handOver(parts: GitParts, address: string, credentials: GitCredentials): Promise<void> {
  const { username, password } = credentials;
  const stdin = `url=${withoutUser(address)}\nusername=${username}\npassword=${password}\n\n`;
  await git(parts, ['credential', 'approve'], { timeout: patience, stdin });
}

const withoutUser = (address: string) => address.replace(/^([a-z]+:\/\/)[^@/]*@/i, '$1');

export const hostOf = (address: string) => /^[a-z]+:\/\/(?:[^@/]*@)?([^/]+)/i.exec(address)?.[1] ?? address;

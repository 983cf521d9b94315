import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import { gitAddress } from '../../studio/git-address';
import { causeOf, withoutCredentials } from '../../studio/git-cause';
import { shellWord } from '../../studio/shell-word';

/** What git wrote when it failed, in the reader's words. Texts as git, curl and ssh write them with LC_ALL=C. */
export function gitTrouble(stderr: string, about: Talk): Notice {
  for (const { seen, notice } of [...hereTroubles(about), ...serverTroubles(about)]) {
    const found = seen.exec(stderr);
    if (found) return typeof notice === 'function' ? notice(found) : notice;
  }
  return { code: 'failed', message: `git ${about.verb} failed: ${causeOf(stderr) ?? 'it gave no reason'}` };
}

/** What git was to do, where or with which server, and whether it was told credentials for it. */
export interface Talk {
  verb: string;
  /** The clone, where there is one. */
  folder?: string;
  /** The server of the suggested address. */
  host?: string;
  /** The address that git asks, where that is not the suggested one. */
  instead?: string | undefined;
  told?: 'nothing' | 'credentials';
}

interface Trouble {
  seen: RegExp;
  notice: Notice | ((found: RegExpExecArray) => Notice);
}

/** What has its cause on this machine. */
function hereTroubles({ folder, verb }: Talk): Trouble[] {
  const name = folder === undefined ? 'The folder' : path.basename(folder);
  const failed = (message: string, remedy?: string): Notice => ({ code: 'failed', message, ...(remedy && { remedy }) });
  return [
    {
      // Until 2.35.2: "unsafe repository ('/x' is owned by someone else)".
      seen: /(?:dubious ownership in repository at|unsafe repository \()\s*'([^']*)'/,
      notice: ([, at = '']) =>
        failed(
          `${name} belongs to another user, and git does not work in it unless you say that it is safe.`,
          `If you trust it: git config --global --add safe.directory ${shellWord(at)}`,
        ),
    },
    {
      seen: /git-lfs(?: [a-z-]+)?: (?:command )?not found|cannot run git-lfs|git: 'lfs' is not a git command/,
      notice: failed(
        'This repository keeps files in Git LFS, and git-lfs is not installed here.',
        'Ask your administrator for an image with git-lfs, or install it: conda install -c conda-forge git-lfs',
      ),
    },
    {
      seen: /^Error downloading object: (\S+)[^\n]*?([^:\n]+)$/m,
      notice: ([, file = '', why = '']) =>
        failed(
          `Git LFS could not get ${file}: ${why.trim()}.`,
          'Ask whoever runs the repository. Without the large files: GIT_LFS_SKIP_SMUDGE=1 git clone, in a terminal.',
        ),
    },
    {
      seen: /(?:external filter|(?:clean|smudge) filter) '?([^'\n]*?)'? failed/,
      notice: ([, filter = '']) =>
        failed(
          `The filter ${filter} of your git configuration failed, which the files of this repository go through.`,
          `Run git ${verb === 'status' ? 'status' : 'checkout'} in a terminal to see what it says.`,
        ),
    },
    {
      seen: /cannot run ssh: No such file|\bssh: (?:command )?not found/,
      notice: failed(
        'git asks this server over ssh, and there is no ssh here.',
        'Ask your administrator for an image with ssh, or use the https address.',
      ),
    },
    {
      seen: /cannot run ([^:\n]+): No such file/,
      notice: ([, program = '']) => failed(`git is configured to run ${program}, which is not here.`),
    },
    {
      seen: /Unable to create '([^']*\.lock)': File exists/,
      notice: ([, lock = '']) =>
        failed(
          `Another git is at work in ${name}, or one ended half way and left ${path.basename(lock)}.`,
          `Wait for it. If no git runs any more, delete ${lock}.`,
        ),
    },
    {
      seen: /bad config (?:line|variable)[^\n]*/,
      notice: ([line = '']) => failed(`A git configuration is not understood: ${line}.`, 'Correct it in a terminal.'),
    },
    {
      seen: /No space left on device|Disk quota exceeded/i,
      notice: failed('The disk is full.', 'Delete what you do not need, or ask for a larger space storage.'),
    },
    {
      seen: /Clone succeeded, but checkout failed/,
      notice: ({ input }) => {
        const cause = causeOf(input) ?? '';
        // "The remote end" is then a filter's program.
        const why = /hung up/.test(cause) ? 'a filter of your git configuration ended early' : cause;
        return failed(`The repository was fetched, but its files could not be written: ${why}`);
      },
    },
    {
      seen: /not a git repository/,
      notice: failed(`${name} is no git repository any more: what git needs in its .git is missing.`),
    },
  ];
}

/** What the server, or the way to it, does not allow. */
function serverTroubles({ host = 'The server', instead, told = 'nothing' }: Talk): Trouble[] {
  const asked = (instead && gitAddress(instead).host) || host;
  const unreachable = (message: string, remedy: string): Notice => ({ code: 'unreachable', message, remedy });
  const otherwise =
    instead === undefined
      ? ''
      : ` git is configured to ask ${withoutCredentials(instead)} instead of the suggested address.`;
  const look =
    instead === undefined ? '' : ' Where that is configured: git config --show-origin --get-regexp insteadof';
  return [
    {
      seen: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
      notice: {
        code: 'failed',
        message: `${asked} shows another ssh key than before: it was replaced, or somebody is in between.${otherwise}`,
        remedy: `Ask whoever runs ${asked}. If it was replaced: ssh-keygen -R ${shellWord(nameOf(asked))}`,
      },
    },
    {
      seen: /Host key verification failed/,
      notice: {
        code: 'failed',
        message: `The ssh key of ${asked} is not known here, so that ssh does not connect.${otherwise}`,
        remedy: `Connect once in a terminal and compare the key that is shown: ssh -T ${shellWord(`git@${nameOf(asked)}`)}.${look}`,
      },
    },
    {
      seen: /Permission denied \((?:publickey|[a-z,-]*publickey[a-z,-]*|password|keyboard-interactive)[^)]*\)/,
      notice: {
        code: 'failed',
        message: `${asked} accepts no ssh key that is here.${otherwise}`,
        remedy: `Add your public key at ${nameOf(asked)}, or use the https address with a token.${look}`,
      },
    },
    {
      seen: /(?:Received HTTP code|response) 407|Proxy Authentication Required/i,
      notice: unreachable(
        'The proxy asks for credentials.',
        'Ask your administrator for the address of the proxy with them.',
      ),
    },
    {
      seen: /Could not resolve proxy/i,
      notice: unreachable(
        'The proxy that git is configured with is not known here.',
        'Look at git config http.proxy and https_proxy.',
      ),
    },
    ...(told === 'nothing' && codeCommit.test(asked) ? codeCommitTroubles : []),
    {
      seen: /could not read (Username|Password)|Authentication failed|terminal prompts disabled|requested URL returned error: (401|403)/i,
      notice: {
        code: 'credentials',
        message:
          told === 'credentials'
            ? `${host} does not accept this user name and token for it.`
            : `${host} asks for credentials, and none are stored here that it accepts.${otherwise}`,
        remedy:
          told === 'credentials'
            ? 'Check that the token has not expired, and that it may read this repository.'
            : 'Give a user name and a token.',
      },
    },
    {
      seen: /repository .*not found|requested URL returned error: 404|does not appear to be a git repository/i,
      notice: {
        code: 'not-found',
        message: `${host} knows no such repository, or does not show it without credentials.${otherwise}`,
        remedy: `Ask your administrator to correct the suggested URL.${look}`,
      },
    },
    {
      seen: /Remote branch .* not found/i,
      notice: { code: 'not-found', message: 'The server has no such branch.', remedy: 'Choose one from its list.' },
    },
    {
      seen: /SSL certificate problem|server certificate verification failed|certificate verify failed/i,
      notice: unreachable(
        `The certificate of ${host} is not trusted here.`,
        'Ask your administrator for the certificate authority of your Git server.',
      ),
    },
    {
      seen: /transport '([^']*)' not allowed/,
      notice: ([, transport = '']) => ({
        code: 'failed',
        message: `git may not ask over ${transport} here.${otherwise}`,
        remedy: `Look at git config --get-regexp ^protocol.${look}`,
      }),
    },
    {
      seen: /Could not resolve host|Failed to connect|Couldn't connect|Connection (timed out|refused|reset)|Network is unreachable|No route to host|Operation timed out|timed out/i,
      notice: unreachable(
        `${host} cannot be reached from here.${otherwise}`,
        'Check the network: a VpcOnly domain reaches the internet only through its VPC.',
      ),
    },
  ];
}

const codeCommit = /^git-codecommit(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** The AWS CLI's helper signs in to CodeCommit as the role of the app: no token is missing where that does not work. */
const codeCommitTroubles: Trouble[] = [
  {
    seen: /Unable to locate credentials|ExpiredToken|InvalidClientTokenId|could not read (Username|Password)/i,
    notice: {
      code: 'failed',
      message: 'The AWS CLI could not sign in to CodeCommit: it found no valid credentials of the app’s role.',
      remedy: 'Run aws sts get-caller-identity in a terminal. Stop the app and run it again: Studio gives it new ones.',
    },
  },
  {
    seen: /requested URL returned error: (401|403)/i,
    notice: {
      code: 'permission',
      action: 'codecommit:GitPull',
      message: 'CodeCommit does not let the app’s role read this repository.',
      remedy: 'Ask your administrator to allow codecommit:GitPull for the execution role, and to check the URL.',
    },
  },
];

const nameOf = (host: string) => host.replace(/:\d+$/, '');

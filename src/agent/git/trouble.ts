import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import { gitAddress } from '../../studio/git-address';
import { causeOf, withoutCredentials } from '../../studio/git-cause';
import { shellWord } from '../../studio/shell-word';
import { both, say, type Message } from '../../protocol/message';

/** What git wrote when it failed, in the reader's words. Texts as git, curl and ssh write them with LC_ALL=C. */
export function gitTrouble(stderr: string, about: Talk): Notice {
  for (const { seen, notice } of [...hereTroubles(about), ...serverTroubles(about)]) {
    const found = seen.exec(stderr);
    if (found) return typeof notice === 'function' ? notice(found) : notice;
  }
  return {
    code: 'failed',
    message: say('git-failed', { verb: about.verb, why: causeOf(stderr) ?? say('git-no-reason') }),
  };
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
  /** Whoever asked has typed the address; else it is suggested by somebody. */
  typed?: boolean;
}

interface Trouble {
  seen: RegExp;
  notice: Notice | ((found: RegExpExecArray) => Notice);
}

/** What has its cause on this machine. */
function hereTroubles({ folder, verb }: Talk): Trouble[] {
  const name = folder === undefined ? say('the-folder') : path.basename(folder);
  const failed = (message: Message, remedy?: Message): Notice => ({
    code: 'failed',
    message,
    ...(remedy && { remedy }),
  });
  return [
    {
      // Until 2.35.2: "unsafe repository ('/x' is owned by someone else)".
      seen: /(?:dubious ownership in repository at|unsafe repository \()\s*'([^']*)'/,
      notice: ([, at = '']) => failed(say('other-owner', { name }), say('mark-safe', { folder: shellWord(at) })),
    },
    {
      seen: /git-lfs(?: [a-z-]+)?: (?:command )?not found|cannot run git-lfs|git: 'lfs' is not a git command/,
      notice: failed(say('lfs-missing'), say('ask-for-lfs')),
    },
    {
      seen: /^Error downloading object: (\S+)[^\n]*?([^:\n]+)$/m,
      notice: ([, file = '', why = '']) => failed(say('lfs-failed', { file, why: why.trim() }), say('lfs-skip')),
    },
    {
      seen: /(?:external filter|(?:clean|smudge) filter) '?([^'\n]*?)'? failed/,
      notice: ([, filter = '']) =>
        failed(
          say('filter-failed', { filter }),
          say('run-to-see', { command: verb === 'status' ? 'status' : 'checkout' }),
        ),
    },
    {
      seen: /cannot run ssh: No such file|\bssh: (?:command )?not found/,
      notice: failed(say('no-ssh'), say('ask-for-ssh')),
    },
    {
      seen: /cannot run ([^:\n]+): No such file/,
      notice: ([, program = '']) => failed(say('program-missing', { program })),
    },
    {
      seen: /Unable to create '([^']*\.lock)': File exists/,
      notice: ([, lock = '']) =>
        failed(say('git-lock', { name, lock: path.basename(lock) }), say('delete-lock', { lock })),
    },
    {
      seen: /bad config (?:line|variable)[^\n]*/,
      notice: ([line = '']) => failed(say('git-configuration-broken', { line }), say('correct-in-terminal')),
    },
    {
      seen: /No space left on device|Disk quota exceeded/i,
      notice: failed(say('disk-full'), say('free-space')),
    },
    {
      seen: /Clone succeeded, but checkout failed/,
      notice: ({ input }) => {
        const cause = causeOf(input) ?? '';
        // "The remote end" is then a filter's program.
        const why = /hung up/.test(cause) ? say('filter-ended') : cause;
        return failed(say('files-not-written', { why }));
      },
    },
    {
      seen: /not a git repository/,
      notice: failed(say('no-repository-any-more', { name })),
    },
  ];
}

/** What the server, or the way to it, does not allow. */
function serverTroubles({ host: given, instead, told = 'nothing', typed = false }: Talk): Trouble[] {
  const host = given ?? say('the-server');
  const other = instead && gitAddress(instead).host;
  const asked = other || host;
  const name = nameOf(other || given || '');
  const unreachable = (message: Message, remedy: Message): Notice => ({ code: 'unreachable', message, remedy });
  /** Where git asks another server than was suggested, that is said, and where to look. */
  const elsewhere = (message: Message) =>
    instead === undefined ? message : both(message, say('used-instead', { address: withoutCredentials(instead) }));
  const looking = (remedy: Message) => (instead === undefined ? remedy : both(remedy, say('where-configured')));
  return [
    {
      seen: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
      notice: {
        code: 'failed',
        message: elsewhere(say('host-key-changed', { asked })),
        remedy: say('replace-host-key', { asked, host: shellWord(name) }),
      },
    },
    {
      seen: /Host key verification failed/,
      notice: {
        code: 'failed',
        message: elsewhere(say('host-key-unknown', { asked })),
        remedy: looking(say('connect-once', { command: shellWord(`git@${name}`) })),
      },
    },
    {
      seen: /Permission denied \((?:publickey|[a-z,-]*publickey[a-z,-]*|password|keyboard-interactive)[^)]*\)/,
      notice: {
        code: 'failed',
        message: elsewhere(say('key-refused', { asked })),
        remedy: looking(say('add-public-key', { host: name })),
      },
    },
    {
      seen: /(?:Received HTTP code|response) 407|Proxy Authentication Required/i,
      notice: unreachable(say('proxy-credentials'), say('ask-for-proxy')),
    },
    {
      seen: /Could not resolve proxy/i,
      notice: unreachable(say('proxy-unknown'), say('look-at-proxy')),
    },
    ...(told === 'nothing' && codeCommit.test(other || given || '') ? codeCommitTroubles : []),
    {
      seen: /could not read (Username|Password)|Authentication failed|terminal prompts disabled|requested URL returned error: (401|403)/i,
      notice: {
        code: 'credentials',
        message:
          told === 'credentials'
            ? say('credentials-refused', { host })
            : elsewhere(say('credentials-wanted', { host })),
        remedy: told === 'credentials' ? say('check-token') : say('give-token'),
      },
    },
    {
      seen: /repository .*not found|requested URL returned error: 404|does not appear to be a git repository/i,
      notice: {
        code: 'not-found',
        message: elsewhere(say('no-such-repository', { host })),
        remedy: looking(say(typed ? 'check-address' : 'correct-url')),
      },
    },
    {
      seen: /Remote branch .* not found/i,
      notice: { code: 'not-found', message: say('no-such-branch'), remedy: say('choose-branch') },
    },
    {
      seen: /SSL certificate problem|server certificate verification failed|certificate verify failed/i,
      notice: unreachable(say('certificate-untrusted', { host }), say('ask-for-certificate')),
    },
    {
      seen: /transport '([^']*)' not allowed/,
      notice: ([, transport = '']) => ({
        code: 'failed',
        message: elsewhere(say('transport-forbidden', { transport })),
        remedy: looking(say('look-at-protocol')),
      }),
    },
    {
      seen: /Could not resolve host|Failed to connect|Couldn't connect|Connection (timed out|refused|reset)|Network is unreachable|No route to host|Operation timed out|timed out/i,
      notice: unreachable(elsewhere(say('host-unreachable', { host })), say('check-network')),
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
      message: say('codecommit-no-credentials'),
      remedy: say('codecommit-look'),
    },
  },
  {
    seen: /requested URL returned error: (401|403)/i,
    notice: {
      code: 'permission',
      action: 'codecommit:GitPull',
      message: say('codecommit-denied'),
      remedy: say('codecommit-allow'),
    },
  },
];

const nameOf = (host: string) => host.replace(/:\d+$/, '');

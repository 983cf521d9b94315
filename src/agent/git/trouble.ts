import type { Notice } from '../../protocol/notice';

/** What git wrote when it failed to talk to a server, in the reader's words. Texts as git and curl write them with LC_ALL=C. */
export function gitTrouble(stderr: string, { verb, host, told }: Talk): Notice {
  for (const { seen, notice } of troubles(host, told)) if (seen.test(stderr)) return notice;
  const lines = stderr.split('\n').filter((line) => /^(fatal|error|remote):/.test(line));
  const last = lines.pop() ?? stderr.trim().split('\n').pop() ?? '';
  return { code: 'failed', message: `git ${verb} failed: ${withoutCredentials(last) || 'it gave no reason'}` };
}

/** What git was to do with which server, and whether it was told credentials for it. */
export interface Talk {
  verb: 'clone' | 'fetch' | 'ls-remote';
  host: string;
  told: 'nothing' | 'credentials';
}

/** A URL or a text that holds one, without user name and password. */
export function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^@/\s]+@/g, '//');
}

function troubles(host: string, told: Talk['told']): { seen: RegExp; notice: Notice }[] {
  return [
    {
      seen: /could not read (Username|Password)|Authentication failed|terminal prompts disabled|requested URL returned error: (401|403)/i,
      notice: {
        code: 'credentials',
        message:
          told === 'credentials'
            ? `${host} does not accept this user name and token for it.`
            : `${host} asks for credentials, and none are stored here that it accepts.`,
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
        message: `${host} knows no such repository, or does not show it without credentials.`,
        remedy: 'Ask your administrator to correct the suggested URL.',
      },
    },
    {
      seen: /Remote branch .* not found/i,
      notice: { code: 'not-found', message: 'The server has no such branch.', remedy: 'Choose one from its list.' },
    },
    {
      seen: /No space left on device|Disk quota exceeded/i,
      notice: {
        code: 'failed',
        message: 'The disk is full.',
        remedy: 'Delete what you do not need, or ask for a larger space storage.',
      },
    },
    {
      seen: /SSL certificate problem|server certificate verification failed|certificate verify failed/i,
      notice: {
        code: 'unreachable',
        message: `The certificate of ${host} is not trusted here.`,
        remedy: 'Ask your administrator for the certificate authority of your Git server.',
      },
    },
    {
      seen: /Could not resolve host|Failed to connect|Couldn't connect|Connection (timed out|refused|reset)|Network is unreachable|Operation timed out|timed out/i,
      notice: {
        code: 'unreachable',
        message: `${host} cannot be reached from here.`,
        remedy: 'Check the network: a VpcOnly domain reaches the internet only through its VPC.',
      },
    },
  ];
}

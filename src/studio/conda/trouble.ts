import type { Notice } from '../../protocol/notice';

/** What mamba, micromamba or conda wrote when it failed, in the reader's words, with its own decisive lines. */
export function condaTrouble(lines: string[], what: { doing: string; program: string }): Notice {
  for (const { seen, code, message, remedy } of troubles) {
    const decisive = lines.filter((line) => seen.test(line)).map(plain);
    if (decisive.length > 0) {
      const said = quoted(decisive, lines, seen);
      return { code, message: `${what.doing} failed: ${message} ${what.program} says: ${said}`, remedy };
    }
  }
  const last = lines.map(plain).filter((line) => line !== '' && !/^-+$/.test(line));
  const telling = last.filter((line) => /error|critical|fail|invalid|cannot/i.test(line));
  const said = (telling.length > 0 ? telling : last).slice(-3).join(' ') || 'nothing.';
  return {
    code: 'failed',
    message: `${what.doing} failed. ${what.program} says: ${short(said)}`,
    remedy: 'The log has the rest.',
  };
}

/** Texts as these programs write them: libmamba's `src/core` and `src/solver`, conda's `exceptions.py`, curl's errors. */
const troubles: { seen: RegExp; code: Notice['code']; message: string; remedy: string }[] = [
  {
    seen: /No space left on device|Disk quota exceeded|NoSpaceLeftError|Errno 28\b|os error 28\b/i,
    code: 'failed',
    message: 'the disk is full.',
    remedy: 'Remove environments or files that you do not need, or enlarge the space’s storage.',
  },
  {
    seen: /SSL certificate|certificate verify failed|CERTIFICATE_VERIFY_FAILED|CondaSSLError|SSL peer certificate/i,
    code: 'unreachable',
    message: 'the certificate of the channel is not trusted here.',
    remedy: 'Ask your administrator for the certificate authority of your package index.',
  },
  {
    seen: /HTTP (error )?(401|403)\b|status code:? (401|403)\b|\b(401|403) (Unauthorized|Forbidden|Client Error)|requested URL returned error: (401|403)/i,
    code: 'failed',
    message: 'the channel asks for credentials, or refuses those that it was given.',
    remedy: 'Ask your administrator for access to the channel, or for another one.',
  },
  {
    seen: /nothing provides|PackagesNotFoundError|ResolvePackageNotFound|does not exist \(perhaps a typo|No candidates were found|following packages are not available|is missing$/i,
    code: 'not-found',
    message: 'a package was not found in your channels.',
    remedy: 'Look at its name and version, or name its channel: conda-forge::name.',
  },
  {
    seen: /Could not solve|UnsatisfiableError|LibMambaUnsatisfiable|conflicts? with|cannot be installed because|incompatible with|Cannot solve the request|unsolvable/i,
    code: 'failed',
    message: 'the packages do not fit together.',
    remedy: 'Ask for fewer packages, or for other versions of them.',
  },
  {
    seen: /Could ?n[o']t (resolve|connect)|Failed to connect|Connection (timed out|refused|reset|failed)|CondaHTTPError|ConnectionFailed|Network is unreachable|Download error|Timeout was reached|HTTP 000|error sending request|Temporary failure in name resolution|Operation timed out/i,
    code: 'unreachable',
    message: 'the channel cannot be reached from here.',
    remedy:
      'Check the network: a VpcOnly domain reaches a channel only through its VPC, or a package index of your company.',
  },
  {
    seen: /EnvironmentNotWritable|NotWritableError|Permission denied|Read-only file system/i,
    code: 'failed',
    message: 'it may not write there.',
    remedy: 'Make an environment of your own instead: those on the home volume are yours.',
  },
  {
    seen: /InvalidMatchSpec|Invalid (match ?)?spec|invalid version|Error parsing (version|MatchSpec)|could not parse|YAML|EnvironmentFile(Empty|NotFound|TypeMismatch)|SpecNotFound|CondaValueError/i,
    code: 'failed',
    message: 'what was asked for is not written as conda understands it.',
    remedy:
      'A package is written name, name=1.2 or channel::name; an environment.yml has name, channels and dependencies.',
  },
];

/** The lines that decide, and what stands right below the last of them where it ends with a colon: the reasons. */
function quoted(decisive: string[], lines: string[], seen: RegExp): string {
  const unique = [...new Set(decisive)].slice(0, 3);
  const at = lines.findIndex((line) => seen.test(line));
  const reasons = (lines[at] ?? '').trimEnd().endsWith(':') ? lines.slice(at + 1, at + 4).map(plain) : [];
  return short([...new Set([...unique, ...reasons])].filter(Boolean).join(' '));
}

/** Without the frame of a tree, a logger's prefix, and dashes. */
const plain = (line: string) =>
  line
    .replace(/^[\s│├└─╰╭>*-]+/u, '')
    .replace(/^(error|critical|warning)\s+libmamba\s+/i, '')
    .trim();

const short = (text: string) => (text.length > 400 ? `${text.slice(0, 399)}…` : text);

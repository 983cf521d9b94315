import type { Notice } from '../../protocol/notice';

/** What mamba, micromamba or conda wrote when it failed, in the reader's words, with its own decisive lines. */
export function condaTrouble(lines: string[], { doing, program }: { doing: string; program: string }): Notice {
  for (const { seen, code, message, remedy } of troubles) {
    const at = lines.findIndex((line) => seen.test(line));
    if (at !== -1) return { code, message: `${doing} failed: ${message} ${says(program, lines.slice(at))}`, remedy };
  }
  return {
    code: 'failed',
    message: `${doing} failed. ${says(program, fromCause(lines))}`,
    remedy: 'The log has the rest.',
  };
}

/**
 * The lines from the first that is an error by its form, as that of pip is, which conda sums up below it; else from the last
 * that speaks of trouble; else the last ones.
 */
function fromCause(lines: string[]): string[] {
  const first = lines.findIndex((line) => /^\s*(error|critical|fatal)\b|^\s*\w+(Error|Exception):/i.test(line));
  if (first !== -1) return lines.slice(first);
  const last = lines.findLastIndex((line) => /error|critical|fail|invalid|cannot/i.test(line));
  return last === -1 ? lines.slice(-quotedLines) : lines.slice(last);
}

/** What decides stands in the first line that tells of it, and what it means in those below: the frame of a tree of reasons. */
const quotedLines = 8;
const quotedLength = 500;

function says(program: string, lines: string[]): string {
  const told = lines.slice(0, quotedLines).map(plain).filter(Boolean).join(' ');
  if (told === '') return `${program} gave no reason.`;
  return `${program} says: ${told.length > quotedLength ? `${told.slice(0, quotedLength - 1)}…` : told}`;
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

/** Without the frame of a tree, a logger's prefix, and dashes. */
const plain = (line: string) =>
  line
    .replace(/^[\s│├└─╰╭>*-]+/u, '')
    .replace(/^(error|critical|warning)\s+libmamba\s+/i, '')
    .trim();

import type { Notice } from '../../protocol/notice';
import { say, type Message } from '../../protocol/message';

/** What a program of conda's was to do, for which environment. */
export type Doing = { making: string } | { installing: string };

/** What mamba, micromamba or conda wrote when it failed, in the reader's words, with its own decisive lines. */
export function condaTrouble(lines: string[], { doing, program }: { doing: Doing; program: string }): Notice {
  for (const { seen, code, message: why, remedy } of troubles) {
    const at = lines.findIndex((line) => seen.test(line));
    if (at === -1) continue;
    const words = says(program, lines.slice(at));
    const message =
      'making' in doing
        ? say('making-failed', { name: doing.making, why, words })
        : say('installing-failed', { name: doing.installing, why, words });
    return { code, message, remedy };
  }
  const words = says(program, fromCause(lines));
  return {
    code: 'failed',
    message:
      'making' in doing
        ? say('making-failed-otherwise', { name: doing.making, words })
        : say('installing-failed-otherwise', { name: doing.installing, words }),
    remedy: say('see-log'),
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

function says(program: string, lines: string[]): Message {
  const told = lines.slice(0, quotedLines).map(plain).filter(Boolean).join(' ');
  if (told === '') return say('program-silent', { program });
  return say('program-says', {
    program,
    words: told.length > quotedLength ? `${told.slice(0, quotedLength - 1)}…` : told,
  });
}

/** Texts as these programs write them: libmamba's `src/core` and `src/solver`, conda's `exceptions.py`, curl's errors. */
const troubles: { seen: RegExp; code: Notice['code']; message: Message; remedy: Message }[] = [
  {
    seen: /No space left on device|Disk quota exceeded|NoSpaceLeftError|Errno 28\b|os error 28\b/i,
    code: 'failed',
    message: say('disk-is-full'),
    remedy: say('free-or-enlarge'),
  },
  {
    seen: /SSL certificate|certificate verify failed|CERTIFICATE_VERIFY_FAILED|CondaSSLError|SSL peer certificate/i,
    code: 'unreachable',
    message: say('channel-certificate'),
    remedy: say('ask-channel-certificate'),
  },
  {
    seen: /HTTP (error )?(401|403)\b|status code:? (401|403)\b|\b(401|403) (Unauthorized|Forbidden|Client Error)|requested URL returned error: (401|403)/i,
    code: 'failed',
    message: say('channel-credentials'),
    remedy: say('ask-channel-access'),
  },
  {
    seen: /nothing provides|PackagesNotFoundError|ResolvePackageNotFound|does not exist \(perhaps a typo|No candidates were found|following packages are not available|is missing$/i,
    code: 'not-found',
    message: say('package-not-found'),
    remedy: say('check-package-name'),
  },
  {
    seen: /Could not solve|UnsatisfiableError|LibMambaUnsatisfiable|conflicts? with|cannot be installed because|incompatible with|Cannot solve the request|unsolvable/i,
    code: 'failed',
    message: say('packages-unfit'),
    remedy: say('ask-fewer-packages'),
  },
  {
    seen: /Could ?n[o']t (resolve|connect)|Failed to connect|Connection (timed out|refused|reset|failed)|CondaHTTPError|ConnectionFailed|Network is unreachable|Download error|Timeout was reached|HTTP 000|error sending request|Temporary failure in name resolution|Operation timed out/i,
    code: 'unreachable',
    message: say('channel-unreachable'),
    remedy: say('channel-network'),
  },
  {
    seen: /EnvironmentNotWritable|NotWritableError|Permission denied|Read-only file system/i,
    code: 'failed',
    message: say('may-not-write'),
    remedy: say('own-environment-instead'),
  },
  {
    seen: /InvalidMatchSpec|Invalid (match ?)?spec|invalid version|Error parsing (version|MatchSpec)|could not parse|YAML|EnvironmentFile(Empty|NotFound|TypeMismatch)|SpecNotFound|CondaValueError/i,
    code: 'failed',
    message: say('spec-not-understood'),
    remedy: say('how-to-write-spec'),
  },
];

/** Without the frame of a tree, a logger's prefix, and dashes. */
const plain = (line: string) =>
  line
    .replace(/^[\s│├└─╰╭>*-]+/u, '')
    .replace(/^(error|critical|warning)\s+libmamba\s+/i, '')
    .trim();

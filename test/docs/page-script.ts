import type { ShellBlock } from './console-blocks';

/** What happened while a page was followed, as its script reports it. */
export interface Report {
  /** How many blocks were begun. */
  begun: number;
  /** Whether the last line was reached. */
  ended: boolean;
  /** Commands that ended with another code than 0. */
  failures: { block: number; command: string; code: number }[];
}

/** A server in the foreground keeps its terminal: a reader types what follows in another one. */
const ownTerminal = /^(?:npx )?studiolo emulate .*(?<!&)$/;
const port = /(?:^| )(?:--port|-p) (\d+)/g;
const withoutComment = (line: string) => line.replace(/\s+#.*$/, '').trimEnd();

/**
 * The lines of a block as they are to be typed, without those that are not run; one that goes on in the next line goes as
 * a whole.
 */
export function typedLines(text: string, notRun: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let whole: string[] = [];
  for (const line of text.split('\n')) {
    whole.push(line);
    if (line.endsWith('\\')) continue;
    if (
      !notRun(
        whole
          .join('\n')
          .replaceAll(/\\\n\s*/g, '')
          .trim(),
      )
    )
      lines.push(...whole);
    whole = [];
  }
  return [...lines, ...whole];
}

/** A bash script that follows a page: its blocks in their order, in one shell, and a report to descriptor 9. */
export function scriptOf(blocks: readonly ShellBlock[], before: string, notRun: (line: string) => boolean): string {
  const parts = blocks.flatMap(({ text }, at) => {
    const lines = typedLines(text, notRun).flatMap((line) => {
      const typed = ownTerminal.test(withoutComment(line)) ? `${withoutComment(line)} &` : line;
      // Whoever types the next one waits until the server has said that it listens.
      const ports = typed.endsWith('&') ? [...typed.matchAll(port)].map(([, number]) => `answers ${number}`) : [];
      return [typed, ...ports];
    });
    return [`echo 'block ${at}' >&9`, ...lines];
  });
  return [
    'answers() { until (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do sleep 0.1; done; }',
    `failed() { printf 'failed %s %s\\n' "$1" "$(tr '\\n' ' ' <<<"$2")" >&9; }`,
    'set -e',
    before,
    'set +e -o pipefail',
    `trap 'failed $? "$BASH_COMMAND"' ERR`,
    ...parts,
    "echo 'ended' >&9",
    '',
  ].join('\n');
}

export function reportOf(text: string): Report {
  const report: Report = { begun: 0, ended: false, failures: [] };
  for (const line of text.split('\n')) {
    const [, code, command = ''] = /^failed (\d+) (.*)$/.exec(line) ?? [];
    if (line.startsWith('block ')) report.begun += 1;
    if (line === 'ended') report.ended = true;
    if (code !== undefined) report.failures.push({ block: report.begun - 1, command, code: Number(code) });
  }
  return report;
}

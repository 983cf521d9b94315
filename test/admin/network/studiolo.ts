import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Host } from '../../../src/cli/host';
import { run } from '../../../src/cli/run';
import { studiolo as commands } from '../../../src/cli/studiolo';

const cli = process.env['STUDIOLO_CLI'] ?? path.resolve(__dirname, '../../../dist/studiolo.cjs');

/** Runs the real program to its end, with nothing of this machine's AWS settings. */
export function studiolo(words: string[], environment: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    env: { PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true', ...environment },
    cwd: path.resolve(__dirname, '../../..'),
    encoding: 'utf8',
    timeout: 110_000,
    maxBuffer: 64 * 1024 * 1024,
    killSignal: 'SIGKILL',
  });
  return { code: status, stdout, stderr };
}

/** The same without holding up this process, where something in it answers the program. */
export function studioloMeanwhile(words: string[], environment: NodeJS.ProcessEnv) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true', ...environment };
    const child = execFile(process.execPath, [cli, ...words], { env, timeout: 110_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/** Its command line in this process, for what ends before anything is asked or read: far quicker than the program. */
export async function understood(words: string[]) {
  const [printed, told]: [string[], string[]] = [[], []];
  const host: Host = {
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    colour: false,
    region: undefined,
    folder: __dirname,
    now: () => 0,
    ending: new AbortController().signal,
  };
  const place = { uid: 0, agentsFolder: __dirname, node: process.execPath, prefix: '', home: '', variables: {} };
  const code = await run(commands(host, place, '0.0.0'), '0.0.0', host, words);
  return { code, stdout: printed.join('\n'), stderr: told.join('\n') };
}

import { spawn } from 'node:child_process';
import path from 'node:path';

/** Runs a command in a terminal of its own; each key is pressed once the text before it is on the screen. */
export function inTerminal(
  words: readonly string[],
  keys: readonly (readonly [shown: string, key: string])[],
  env: NodeJS.ProcessEnv,
  columns = 200,
): Promise<{ code: number | null; screen: string }> {
  const driver = [path.join(__dirname, 'in-terminal.py'), String(columns), JSON.stringify(keys)];
  const child = spawn('python3', [...driver, ...words], {
    env: { ...env, TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.on('data', (data: Buffer) => (screen += data));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, screen })));
}

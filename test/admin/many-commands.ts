import { createInterface } from 'node:readline';
import type { Host } from '../../src/cli/host';
import { regionOf } from '../../src/cli/process-host';
import { run } from '../../src/cli/run';
import { surroundingsOf } from '../../src/cli/app/surroundings';
import { studiolo } from '../../src/cli/studiolo';

/** The program, for commands one after the other: words come in as a line of JSON, and how it ended goes out as one. */
async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { words, limit } = JSON.parse(line) as { words: string[]; limit: number };
    const said = { stdout: '', stderr: '' };
    const ending = new AbortController();
    const host: Host = {
      ...{ colour: false, region: regionOf(process), folder: __dirname, now: Date.now },
      print: (text: string) => void (said.stdout += `${text}\n`),
      tell: (text: string) => void (said.stderr += `${text}\n`),
      ending: ending.signal,
    };
    const alarm = setTimeout(() => ending.abort(), limit);
    const code = await run(studiolo(host, surroundingsOf(process, undefined), '0.1.0'), '0.1.0', host, words);
    clearTimeout(alarm);
    process.stdout.write(`${JSON.stringify({ code, ...said, inTime: !ending.signal.aborted })}\n`);
  }
}

void main();

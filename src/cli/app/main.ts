/* The `studiolo` that the wheel brings: the commands for whoever works in an app, without those for administrators. */
import path from 'node:path';
import { surviveOutput } from '../output';
import { hostOf } from '../process-host';
import { run } from '../run';
import { inApp } from './commands';
import { administratorsCommands } from './elsewhere';
import { surroundingsOf } from './surroundings';

declare const STUDIOLO_VERSION: string;

surviveOutput(process);
const host = hostOf(process, __dirname);
const brought = (...names: string[]) => path.join(__dirname, '..', ...names);
const surroundings = surroundingsOf(process, {
  agent: brought('agent', 'agent.mjs'),
  look: brought('agent', 'look.cjs'),
  looks: brought('looks.sh'),
});
const elsewhere = {
  names: administratorsCommands,
  how: `administrators' commands (${administratorsCommands.join(', ')}) are in the npm package: npm install --global ./studiolo-${STUDIOLO_VERSION}.tgz`,
};
const root = inApp(host, surroundings, STUDIOLO_VERSION);
void run(root, STUDIOLO_VERSION, host, process.argv.slice(2), elsewhere).then((code) => {
  process.exitCode = code;
});

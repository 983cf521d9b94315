/* The `studiolo` that the wheel brings: the commands for whoever works in an app, without those for administrators. */
import path from 'node:path';
import { surviveOutput } from '../output';
import { hostOf } from '../process-host';
import { run } from '../run';
import { inApp } from './commands';
import { placeOf } from './place';

declare const STUDIOLO_VERSION: string;

surviveOutput(process);
const host = hostOf(process, __dirname);
const place = placeOf(process, path.join(__dirname, '..', 'agent', 'agent.mjs'));
void run(inApp(host, place, STUDIOLO_VERSION), STUDIOLO_VERSION, host, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

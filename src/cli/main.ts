import { placeOf } from './app/place';
import { surviveOutput } from './output';
import { hostOf } from './process-host';
import { run } from './run';
import { studiolo } from './studiolo';

declare const STUDIOLO_VERSION: string;

surviveOutput(process);
const host = hostOf(process, __dirname);
const root = studiolo(host, placeOf(process, undefined), STUDIOLO_VERSION);
void run(root, STUDIOLO_VERSION, host, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

import { placeOf } from './app/place';
import { hostOf } from './process-host';
import { run } from './run';
import { studiolo } from './studiolo';

declare const STUDIOLO_VERSION: string;

// A reader that has seen enough, such as head, is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const host = hostOf(process, __dirname);
const root = studiolo(host, placeOf(process, undefined), STUDIOLO_VERSION);
void run(root, STUDIOLO_VERSION, host, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

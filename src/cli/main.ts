import { placeOf } from './app/place';
import { hostOf } from './process-host';
import { run } from './run';
import { studiolo } from './studiolo';

declare const STUDIOLO_VERSION: string;

// A reader that has seen enough, such as head, is not an error; where nothing can be written any more, that is said.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`studiolo: the answer could not be written: ${error.message}\n`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// Who does not want to hear of progress is not to stop it.
process.stderr.on('error', () => undefined);

const host = hostOf(process, __dirname);
const root = studiolo(host, placeOf(process, undefined), STUDIOLO_VERSION);
void run(root, STUDIOLO_VERSION, host, process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

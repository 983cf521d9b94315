import { surroundingsOf } from './app/surroundings';
import { surviveOutput } from './output';
import { hostOf, regionOf } from './process-host';
import { run } from './run';
import { studiolo } from './studiolo';

declare const STUDIOLO_VERSION: string;

surviveOutput(process);

async function main(): Promise<number> {
  // The files of profiles are read only where nothing else says a region.
  const profileRegion = regionOf(process) ?? (await (await import('../aws/region')).regionOfProfile());
  const host = hostOf(process, __dirname, profileRegion);
  const root = studiolo(host, surroundingsOf(process, undefined), STUDIOLO_VERSION);
  return run(root, STUDIOLO_VERSION, host, process.argv.slice(2));
}

void main().then((code) => {
  process.exitCode = code;
});

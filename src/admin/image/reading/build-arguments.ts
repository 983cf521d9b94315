import { cutDockerfile } from './dockerfile-instructions';
import { rawPairs } from './dockerfile-words';

/** What engines take without an ARG ("Predefined ARGs" and "BuildKit built-in build args", Dockerfile reference). */
const predefined = /^((HTTP|HTTPS|FTP|NO|ALL)_PROXY|(http|https|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH)$/;
const ofPlatform = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;

/** The arguments that a Dockerfile's ARG instructions take, and those given that none of them does. */
export function buildArgumentsIn(
  text: string,
  given: Readonly<Record<string, string>>,
): { declared: string[]; unused: string[] } {
  const { instructions, escape } = cutDockerfile(text);
  const declared = instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap((one) => rawPairs(one.text, escape).map(([name]) => name));
  const isUsed = (name: string) => declared.includes(name) || predefined.test(name) || ofPlatform.test(name);
  return { declared, unused: Object.keys(given).filter((name) => !isUsed(name)) };
}

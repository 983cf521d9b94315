import type { CondaPackage } from './package-record';

/**
 * The list that makes the very same environment anew: `@EXPLICIT` and the address of each package with its MD5, as
 * `conda list --explicit --md5` writes it and mamba, micromamba and conda read it. `unknown` are the packages of which
 * no address is recorded.
 */
export function explicitList(packages: CondaPackage[]): { text: string; unknown: string[] } {
  const unknown = packages.filter(({ url }) => !url).map(({ name }) => name);
  const lines = packages.flatMap(({ md5, url }) => (url ? [md5 ? `${url}#${md5}` : url] : []));
  return { text: ['@EXPLICIT', ...lines, ''].join('\n'), unknown };
}

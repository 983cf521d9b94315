import type { FileSystemRecord } from '../state/records';

/** A file system without the mount targets that are gone at `now`, and due when the next one is. */
export function mountTargetsLeft(record: FileSystemRecord, now: number): FileSystemRecord {
  const mountTargets = record.mountTargets.filter(({ goneAt }) => goneAt === undefined || goneAt > now);
  return { ...record, mountTargets, due: nextGone(mountTargets) };
}

/** When the next of them is gone; undefined: none is to go. */
export function nextGone(mountTargets: FileSystemRecord['mountTargets']): number | undefined {
  const times = mountTargets.flatMap(({ goneAt }) => goneAt ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

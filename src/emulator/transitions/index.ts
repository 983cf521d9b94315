import type { AnyRecord, DomainRecord, PastRecord, UserProfileRecord } from '../state/records';
import type { Transaction } from '../state/transaction';
import type { Timing } from '../timing';
import { mountTargetsLeft } from './file-system';
import { nextApp } from './app';
import { atRest } from './at-rest';
import { nextImage, nextImageVersion } from './image';

/**
 * Lets a record that is due become what it is to be, in its own time: `due` is when, in epoch milliseconds. What is
 * gone takes with it what hangs below it and is only remembered: the ended apps of a space or a user profile, the
 * versions of an image. A domain leaves its file system behind, unless it was to go.
 */
export function settle(record: AnyRecord, due: number, timing: Timing, state: Transaction): void {
  const next = become(record, due, timing);
  if (next) {
    state.put({ ...next, LastModifiedTime: due / 1000 });
    return;
  }
  state.delete(record.kind, record.key);
  if (record.kind === 'domain' || record.kind === 'user-profile') state.put(past(record, due));
  if (record.kind === 'domain') {
    if (record.deletesFileSystem) {
      // Assumption: its mount targets and groups go with it, as what is left of one hinders the VPC.
      if (record.HomeEfsFileSystemId !== undefined) state.delete('file-system', record.HomeEfsFileSystemId);
      const groups = state.get('nfs-groups', record.DomainId);
      if (groups?.elsewhere) state.put({ ...groups, leaving: true });
      else state.delete('nfs-groups', record.DomainId);
    }
  }
  if (record.kind === 'domain' && record.SingleSignOnApplicationArn !== undefined) {
    // The application goes with its domain, and who was assigned to it with the application.
    for (const { key } of [...state.below('application-assignment', record.SingleSignOnApplicationArn)]) {
      state.delete('application-assignment', key);
    }
  }
  if (record.kind === 'space' || record.kind === 'user-profile') {
    for (const app of [...state.below('app', record.key)]) state.delete('app', app.key);
  }
  if (record.kind === 'image') {
    for (const version of [...state.below('image-version', record.key)]) state.delete('image-version', version.key);
  }
}

/** How long CloudWatch keeps a value an hour: 455 days, in milliseconds. */
const HISTORY = 455 * 24 * 60 * 60 * 1000;

/** What is remembered of a resource that is gone. */
const past = ({ arn, CreationTime, key, kind }: DomainRecord | UserProfileRecord, due: number): PastRecord => ({
  kind: 'past',
  // There may be another one of the name again.
  key: `${kind}/${key}/${due}`,
  of: kind,
  arn,
  until: due / 1000,
  due: due + HISTORY,
  tags: {},
  CreationTime,
  LastModifiedTime: due / 1000,
});

function become(record: AnyRecord, due: number, { clock, configuration }: Timing): AnyRecord | undefined {
  switch (record.kind) {
    case 'domain':
    case 'user-profile':
    case 'space':
      return atRest(record);
    case 'app': {
      // Counted from when it was due, in the clock's own time: 24 h are 24 minutes at sixty times the speed.
      const after = (duration: number) => due + clock.after(duration) - clock.now();
      const { appDelete, appMetadataKept } = configuration.durations;
      return nextApp(record, { forgottenAt: after(appMetadataKept), deletedAt: after(appDelete) });
    }
    case 'image':
      return nextImage(record);
    case 'image-version':
      return nextImageVersion(record);
    case 'application-assignment':
    case 'past':
      return undefined;
    case 'quota-request':
      // Assumption: what is asked for is granted.
      return { ...record, Status: 'APPROVED', due: undefined };
    case 'file-system':
      return mountTargetsLeft(record, due);
    case 'lifecycle-config':
    case 'nfs-groups':
    case 'app-image-config':
      return { ...record, due: undefined };
  }
}

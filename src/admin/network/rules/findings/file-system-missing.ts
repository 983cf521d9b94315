import { someOf } from '../../../../studio/some-of';
import { at, rule, since } from '../rule';

/** EFS answers FileSystemNotFound for what is not in the account and region that is asked. */
export const fileSystemMissing = rule({
  code: 'file-system-missing',
  severity: 'error',
  since,
  title: 'A file system of the domain does not exist',
  why: 'Apps cannot mount it; what was on it is not to be had any more, but from a backup.',
  wrong: 'CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId: fs-gone } }]',
  right: 'a file system that is in the same account and region',
  blind: 'file systems that user profiles name by themselves, without --user-profiles',
  reads: ['domain', 'profileGroups', 'fileSystems'],
  check: ({ domain: { domainId }, profileGroups, fileSystems }) =>
    fileSystems
      .filter(({ there }) => !there)
      .map(({ fileSystemId: id, of }) => {
        const named = profileGroups.flatMap(({ who, efsFileSystemIds }) => (efsFileSystemIds.includes(id) ? who : []));
        const whose = of === 'home' ? `the home file system of ${domainId}` : `which ${someOf(named, 3)} have`;
        return {
          where: at('file system', id),
          reason: `there is no ${id} in this account and region, ${whose}`,
          remedy:
            of === 'home'
              ? 'make a new domain, and restore the files from a backup into its file system'
              : `take ${id} out of the settings, or name one that exists`,
        };
      }),
});

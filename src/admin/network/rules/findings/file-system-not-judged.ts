import { at, rule, since } from '../rule';

/**
 * Whether it is reached is not judged here; that it is not, is said. Of the third kind, file systems on S3, nothing is to
 * be said: they are reached by the endpoint of S3.
 */
export const fileSystemNotJudged = rule({
  code: 'file-system-not-judged',
  severity: 'note',
  since,
  title: 'A custom file system is not judged',
  why: 'Only file systems of EFS are looked at. One of FSx for Lustre has its own subnet and security groups, which may keep apps from it.',
  wrong: 'a custom file system of FSx for Lustre',
  right:
    "its security group admits TCP 988 and 1018 to 1023 from the apps' groups (FSx for Lustre user guide, on file systems that cannot be created)",
  accept: 'when an app has mounted it',
  blind: 'file systems that user profiles name by themselves, without --user-profiles',
  reads: ['profileGroups'],
  check: ({ profileGroups }) =>
    [...new Set(profileGroups.flatMap(({ lustreFileSystemIds }) => lustreFileSystemIds))].map((id) => ({
      where: at('file system', id),
      reason: `${id} is one of FSx for Lustre: whether apps reach it is not judged`,
      remedy: 'see that its security group admits TCP 988 and 1018 to 1023 from the apps, and that an app mounts it',
    })),
});

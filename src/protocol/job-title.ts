import type { Job } from './job';
import { say, type Message } from './message';
import type { Code } from './messages/texts';
import { repositoryName } from './repository-name';

const titles = {
  'stop-app': 'job-stop-app',
  'start-app': 'job-start-app',
  'restart-app': 'job-restart-app',
  'update-space': 'job-update-space',
  'create-space': 'job-create-space',
  'delete-space': 'job-delete-space',
  'clone-repository': 'job-clone-repository',
  'fetch-repository': 'job-fetch-repository',
  'pull-repository': 'job-pull-repository',
  'create-environment': 'job-create-environment',
  'remove-environment': 'job-remove-environment',
  'install-packages': 'job-install-packages',
  'repair-environment': 'job-repair-environment',
} as const satisfies Record<Job['kind'], Code>;

/** What goes on: `Creating environment demand`, `Starting ana-archive`. */
export const jobTitle = ({ kind, subject, target }: Pick<Job, 'kind' | 'subject' | 'target'>): Message =>
  say(titles[kind], { name: nameOf(target, subject) });

function nameOf(target: Job['target'], subject: string): string {
  switch (target.kind) {
    case 'app':
      return target.key.owner.kind === 'space' ? target.key.owner.spaceName : target.key.appName;
    case 'space':
      return target.spaceName;
    case 'repository':
      return repositoryName(target.url);
    case 'environment':
      return subject;
  }
}

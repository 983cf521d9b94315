import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Job } from '../../protocol/job';

/** What goes on: `Creating environment demand`, `Starting ana-archive`. */
export function jobTitle({ kind, subject, target }: Job, trans: TranslationBundle): string {
  const name = nameOf(target, subject);
  switch (kind) {
    case 'stop-app':
      return trans.__('Stopping %1', name);
    case 'start-app':
      return trans.__('Starting %1', name);
    case 'restart-app':
      return trans.__('Restarting %1', name);
    case 'update-space':
      return trans.__('Changing %1', name);
    case 'create-space':
      return trans.__('Creating %1', name);
    case 'delete-space':
      return trans.__('Deleting %1', name);
    case 'clone-repository':
      return trans.__('Cloning %1', name);
    case 'fetch-repository':
      return trans.__('Fetching %1', name);
    case 'pull-repository':
      return trans.__('Pulling %1', name);
    case 'create-environment':
      return trans.__('Creating environment %1', name);
    case 'remove-environment':
      return trans.__('Removing environment %1', name);
    case 'install-packages':
      return trans.__('Installing packages into %1', name);
    case 'repair-environment':
      return trans.__('Fixing environment %1', name);
  }
}

function nameOf(target: Job['target'], subject: string): string {
  switch (target.kind) {
    case 'app':
      return target.key.owner.kind === 'space' ? target.key.owner.spaceName : target.key.appName;
    case 'space':
      return target.spaceName;
    case 'repository':
      return PathExt.basename(target.url).replace(/\.git$/, '');
    case 'environment':
      return subject;
  }
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Repository } from '../../protocol/repository';
import { levelName } from '../texts/idle-line';
import type { ProjectEnvironment } from './project-environment';

/** For who points at the name: its address, where it is cloned, who suggests it, if anybody, and its environment. */
export function repositoryHint(
  { clonedAt, suggestedBy, url }: Repository,
  project: ProjectEnvironment | undefined,
  trans: TranslationBundle,
): string {
  return [
    url,
    clonedAt === undefined ? undefined : trans.__('Cloned in %1', clonedAt === '' ? '/' : clonedAt),
    suggestedBy && trans.__('Suggested for %1', levelName(suggestedBy, trans)),
    project && trans.__('Defined in %1: %2', project.file, project.name),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

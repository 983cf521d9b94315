import { StepError } from '../converge/failure';
import { said, type Settings } from '../studio-file/settings';

/** Domains of Unified Studio belong to its projects (administration.md, A5). Throws a StepError for one. */
export function requireOrdinary(key: string, settings: Settings): void {
  const name = String(settings['DomainName']);
  const unified = said(settings, ['DomainSettings', 'UnifiedStudioSettings']);
  if (!name.startsWith('SageMakerUnifiedStudio-') && unified === undefined) return;
  throw new StepError(
    `domain ${key} belongs to a project of SageMaker Unified Studio`,
    'take it out of the file: it is changed in Unified Studio',
  );
}

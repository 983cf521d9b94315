import { StepError } from '../converge/failure';
import { said, type Settings } from '../studio-file/settings';

const unified = 'SageMaker Unified Studio';
type Tags = Readonly<Record<string, string>>;

/**
 * Whose a domain is that is changed elsewhere: a project's of SageMaker Unified Studio (administration.md, A5), or AWS
 * Control Tower's, whose blueprints are stacks of a name that begins so (assumption).
 */
export function ownerElsewhere(settings: Settings, tags: Tags = {}): string | undefined {
  const isUnified =
    String(settings['DomainName']).startsWith('SageMakerUnifiedStudio-') ||
    said(settings, ['DomainSettings', 'UnifiedStudioSettings']) !== undefined ||
    Object.keys(tags).some((key) => key.startsWith('AmazonDataZone'));
  if (isUnified) return unified;
  const stack = tags['aws:cloudformation:stack-name'] ?? '';
  return /^(StackSet-)?AWSControlTower/.test(stack) ? 'AWS Control Tower' : undefined;
}

/** Throws a StepError for a domain that is changed elsewhere. */
export function requireOrdinary(key: string, settings: Settings, tags?: Tags): void {
  const owner = ownerElsewhere(settings, tags);
  if (owner === undefined) return;
  const whose = owner === unified ? `a project of ${owner}` : owner;
  throw new StepError(`domain ${key} belongs to ${whose}`, 'take it out of the file: it is changed there');
}

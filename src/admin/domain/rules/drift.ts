import type { Ref, ResourceKind } from '../../studio-file/wanted';
import type { Setting } from '../../studio-file/settings';
import { settingText } from './difference';
import type { StudioPlan } from './studio-plan';

/** A resource that is not as the file says. */
export interface Drift {
  what: Ref;
  /** A line each: what it is, and what the file says. */
  differs: string[];
  /** The calls that can have done that. */
  calls: string[];
  /** The settings that differ; empty where the whole resource does. */
  paths: string[];
}

/** Who differs from the file: what a plan that may do everything would put right. Pure. */
export function driftOf({ plan, held }: StudioPlan): Drift[] {
  const drifts: Drift[] = plan.steps.flatMap((step): Drift[] => {
    if (step.do === 'create')
      return [{ what: step.what, differs: ['is not there'], calls: [`Delete${nouns[step.what.kind]}`], paths: [] }];
    if (step.do === 'change') {
      const calls = [`Update${nouns[step.what.kind]}`, `Create${nouns[step.what.kind]}`];
      return [
        { what: step.what, differs: step.changes.map(leafText), calls, paths: step.changes.map(({ path }) => path) },
      ];
    }
    // The file's own tags say whose a resource is, not how it shall be.
    const tags = step.do === 'tag' ? Object.entries(step.tags).filter(([key]) => !key.startsWith('studiolo:')) : [];
    const removes = step.do === 'tag' ? (step.removes ?? []) : [];
    if (step.do !== 'tag' || tags.length + removes.length === 0) return [];
    const differs = [
      ...tags.map(([key, value]) => `tag ${key} is not ${value}, as the file says`),
      ...removes.map((key) => `tag ${key} is there, and the file takes it away`),
    ];
    return [{ what: step.what, differs, calls: ['AddTags', 'DeleteTags'], paths: [] }];
  });
  const others = held.flatMap((one): Drift[] => {
    if (one.why !== 'fixed' && one.why !== 'unsound') return [];
    return [{ what: one.what, differs: [one.text], calls: [`Create${nouns[one.what.kind]}`], paths: [] }];
  });
  return [...drifts, ...others];
}

const leafText = ({ path, from, to }: { path: string; from?: Setting | undefined; to: Setting }) =>
  `${path} is ${settingText(from)}, the file says ${settingText(to)}`;

/** Kinds as AWS's operations name them. */
const nouns: Readonly<Record<ResourceKind, string>> = {
  domain: 'Domain',
  'user profile': 'UserProfile',
  assignment: 'ApplicationAssignment',
  space: 'Space',
  'lifecycle configuration': 'StudioLifecycleConfig',
  AppImageConfig: 'AppImageConfig',
};

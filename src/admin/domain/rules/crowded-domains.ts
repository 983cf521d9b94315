import { said, type Settings } from '../../studio-file/settings';
import { refId, type Studio } from '../../studio-file/wanted';
import type { Current } from '../current';
import type { StudioStep } from '../studio-step';

/** A domain in which a plan makes room for more people, or takes another network for them. */
export interface Crowd {
  domain: string;
  subnetIds: string[];
  /** User profiles once the plan is done, and apps that run now. */
  people: number;
  running: number;
  /** Whether the plan needs more addresses here than are needed now. */
  grows: boolean;
}

/** Who takes addresses once a plan is done, by domain of the file. Pure. */
export function crowdsAfter(studio: Studio, current: Current, steps: readonly StudioStep[]): Crowd[] {
  const domains = studio.resources.filter(({ ref }) => ref.kind === 'domain');
  return domains.map(({ ref, settings }) => {
    const domain = ref.name;
    const profiles = (does: 'create' | 'delete') =>
      steps.filter((step) => step.do === does && step.what.kind === 'user profile' && step.what.domain === domain)
        .length;
    const now = current.present.get(refId(ref))?.settings;
    const moves = steps.some(
      (step) =>
        step.do === 'change' &&
        refId(step.what) === refId(ref) &&
        step.changes.some(({ path }) => path.startsWith('SubnetIds')),
    );
    return {
      domain,
      subnetIds: subnetsOf(settings) ?? subnetsOf(now) ?? [],
      people: (current.people.get(domain) ?? 0) + profiles('create') - profiles('delete'),
      running: current.apps.get(domain)?.length ?? 0,
      grows: moves || profiles('create') > profiles('delete'),
    };
  });
}

const subnetsOf = (settings: Settings | undefined): string[] | undefined => {
  const ids = said(settings, ['SubnetIds']);
  return Array.isArray(ids) ? ids.map(String) : undefined;
};

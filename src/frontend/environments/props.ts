import type { SectionProps } from '../elements/section';
import type { EnvironmentRequests } from './requests';
import type { EnvironmentVerbs } from './verbs';

/** What the section of the environments, and each of its rows, is shown with. */
export interface EnvironmentsProps extends SectionProps {
  requests: EnvironmentRequests;
  verbs: EnvironmentVerbs;
}

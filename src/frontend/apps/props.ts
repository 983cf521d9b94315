import type { SectionProps } from '../elements/section';
import type { AppRequests } from './requests';
import type { ListGroups } from './list-group';
import type { AppVerbs } from './verbs';

/** What the section of the apps, and each of its rows, is shown with. */
export interface AppsProps extends SectionProps {
  requests: AppRequests;
  verbs: AppVerbs;
  groups: ListGroups;
}

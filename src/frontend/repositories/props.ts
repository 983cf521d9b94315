import type { SectionProps } from '../elements/section';
import type { RepositoryVerbs } from './verbs';

/** What the section of the repositories, and each of its rows, is shown with. */
export interface RepositoriesProps extends SectionProps {
  verbs: RepositoryVerbs;
}

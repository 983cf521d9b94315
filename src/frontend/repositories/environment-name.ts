import type { Repository } from '../../protocol/repository';

/** What the environment of a project is called: as its file says, else as the repository. */
export const environmentName = ({ environment, name }: Repository): string => environment?.name ?? name;

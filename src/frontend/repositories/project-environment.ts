import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { environmentName } from './environment-name';

/** The environment that a clone's file defines, and whether it is there. */
export interface ProjectEnvironment {
  name: string;
  /** Relative to the clone. */
  file: string;
  state: 'there' | 'being-made' | 'missing';
}

/** What a clone needs, if its file says so. */
export function projectEnvironment(repository: Repository, snapshot: Snapshot): ProjectEnvironment | undefined {
  const { clonedAt, environment } = repository;
  if (!environment || clonedAt === undefined) return undefined;
  const name = environmentName(repository);
  const file = clonedAt === '' ? environment.file : environment.file.slice(clonedAt.length + 1);
  const { environments, jobs } = snapshot;
  const there = environments.state === 'ready' && environments.value.some((one) => one.name === name);
  const making = jobs.some(
    ({ kind, outcome, target }) =>
      kind === 'create-environment' &&
      outcome.kind === 'running' &&
      target.kind === 'environment' &&
      target.prefix.endsWith(`/${name}`),
  );
  return { name, file, state: making ? 'being-made' : there ? 'there' : 'missing' };
}

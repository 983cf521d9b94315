import * as React from 'react';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import type { Acting } from '../elements/acting';
import { environmentName } from './environment-name';
import type { RepositoriesProps } from './props';

interface LineProps extends RepositoriesProps {
  repository: Repository;
  snapshot: Snapshot;
  acting: Acting;
}

/** The environment that a clone's file describes: whether it is there, or a button that makes it. */
export function ProjectEnvironmentLine({ acting, repository, snapshot, trans, verbs }: LineProps) {
  const { clonedAt = '', environment } = repository;
  if (!environment) return null;
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
  const busy = acting.busy || making;
  return (
    <div className="studiolo-Row-detail">
      {there ? trans.__('environment: %1', name) : trans.__('%1 describes the environment %2', file, name)}
      {!there && (
        <div>
          <button
            type="button"
            className="studiolo-TextButton"
            aria-disabled={busy}
            title={trans.__('Create the environment %1 from %2', name, environment.file)}
            aria-label={trans.__('Create the environment of this project: %1', name)}
            onClick={busy ? undefined : () => acting.act(() => verbs.createEnvironment(repository))}
          >
            {making ? trans.__('Creating…') : trans.__('Create the environment')}
          </button>
        </div>
      )}
    </div>
  );
}

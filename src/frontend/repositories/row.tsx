import { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import type { Repository } from '../../protocol/repository';
import branchSvg from '../../../style/icons/branch.svg';
import { type Acting, useActing } from '../elements/acting';
import { ActionButtons } from '../elements/action-buttons';
import { Foreign } from '../elements/foreign';
import { JobView } from '../elements/job-view';
import { NoticeView } from '../elements/notice-view';
import { Picture } from '../elements/picture';
import { Row } from '../elements/row';
import { TextButton } from '../elements/text-button';
import { repositoryActions } from './actions';
import { repositoryMenu } from './menu';
import type { ProjectEnvironment } from './project-environment';
import type { RepositoriesProps } from './props';
import { repositoryHint } from './hint';
import { WorkingTreeView } from './working-tree-view';

const branchIcon = new LabIcon({ name: 'studiolo:branch', svgstr: branchSvg });

export interface ShownRepository {
  repository: Repository;
  /** Where another one in the list has the same name: what tells them apart. */
  from: string | undefined;
  /** The newest action on it. */
  job: Job | undefined;
  project: ProjectEnvironment | undefined;
  /** How long ago the server was asked. */
  fetched: string | undefined;
}

type RowProps = RepositoriesProps & ShownRepository;

/** A repository: how its clone stands, or a button that clones it. */
export const RepositoryRow = React.memo(function RepositoryRow(props: RowProps) {
  const { commands, from, job, project, repository, trans, verbs } = props;
  const { clonedAt, name } = repository;
  const acting = useActing();
  const following = job?.outcome.kind === 'running';
  // That it has been cloned, the row itself says.
  const told = job && (job.outcome.kind !== 'done' || job.kind !== 'clone-repository' || clonedAt === undefined);
  const shown = {
    actions: repositoryActions,
    subject: repository,
    name,
    trans,
    state: following ? ('at-work' as const) : acting.busy ? ('waiting' as const) : ('at-rest' as const),
    act: (verb: keyof typeof repositoryActions) => acting.act(() => verbs[verb](repository)),
  };
  return (
    <Row
      name={name}
      hint={repositoryHint(repository, project, trans)}
      mark={clonedAt !== undefined && <Picture icon={branchIcon} width="14px" />}
      words={
        <>
          {from !== undefined && (
            <span>
              <Foreign>{from}</Foreign>
            </span>
          )}
          {clonedAt !== undefined && <WorkingTreeView {...props} />}
        </>
      }
      buttons={verbs.has('open') && <ActionButtons {...shown} look="picture" />}
      offer={
        <>
          <ActionButtons {...shown} look="words" />
          {project && project.state !== 'there' && (
            <TextButton
              label={trans.__('Create environment %1 from %2', project.name, project.file)}
              disabled={acting.busy || project.state === 'being-made'}
              tabIndex={-1}
              onClick={() => acting.act(() => verbs.createEnvironment(repository))}
            >
              {project.state === 'being-made' ? trans.__('Creating…') : trans.__('+ env')}
            </TextButton>
          )}
        </>
      }
      menu={() => repositoryMenu(commands, repository, trans)}
      waiting={acting.busy || following}
      trans={trans}
    >
      {told && <JobView job={job} trans={trans} />}
      {following && job?.cancellable && (
        <TextButton
          label={trans.__('Cancel: %1', name)}
          disabled={acting.busy}
          tabIndex={-1}
          onClick={() => acting.act(() => verbs.cancel(job))}
        >
          {trans.__('Cancel')}
        </TextButton>
      )}
      {job && <Again {...props} job={job} acting={acting} />}
      {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
    </Row>
  );
});

/** Where a server wanted credentials: the same once more, with some. */
function Again({ acting, job, repository, trans, verbs }: RowProps & { acting: Acting; job: Job }) {
  if (job.outcome.kind !== 'failed' || job.outcome.notice.code !== 'credentials') return null;
  const what = job.kind === 'clone-repository' ? 'clone' : job.kind === 'fetch-repository' ? 'fetch' : 'pull';
  return (
    <TextButton
      label={trans.__('Sign in for %1', repository.name)}
      disabled={acting.busy}
      tabIndex={-1}
      onClick={() => acting.act(() => verbs.again(repository, what))}
    >
      {trans.__('Sign in…')}
    </TextButton>
  );
}

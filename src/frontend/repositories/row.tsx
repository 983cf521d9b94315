import * as React from 'react';
import type { Job } from '../../protocol/job';
import { plainText } from '../../protocol/plain-text';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { type Acting, useActing } from '../elements/acting';
import { ActionButton } from '../elements/action-button';
import { Foreign } from '../elements/foreign';
import { JobView } from '../elements/job-view';
import { useKeptFocus } from '../elements/kept-focus';
import { NoticeView } from '../elements/notice-view';
import { verbsThatFit } from '../elements/row-action';
import { atRightClick, openRowMenu } from '../elements/row-menu';
import { fullTime } from '../texts/clock-time';
import { levelName } from '../texts/idle-line';
import { repositoryActions } from './actions';
import { repositoryMenu } from './menu';
import { ProjectEnvironmentLine } from './project-environment-line';
import type { RepositoriesProps } from './props';
import { workingTreeParts } from './working-tree-line';

interface RowProps extends RepositoriesProps {
  repository: Repository;
  /** Where another one in the list has the same name: what tells them apart. */
  from?: string | undefined;
  snapshot: Snapshot;
}

/** A suggested repository: where it is cloned and how that stands, or who suggests it. */
export function RepositoryRow(props: RowProps) {
  const { commands, from, repository, snapshot, trans } = props;
  const { clonedAt, name, suggestedBy, url } = repository;
  const acting = useActing();
  const job = snapshot.jobs.filter(({ target }) => target.kind === 'repository' && target.url === url).at(-1);
  const following = job?.outcome.kind === 'running';
  // That it has been cloned, the row itself says.
  const told = job && (job.outcome.kind !== 'done' || job.kind !== 'clone-repository' || clonedAt === undefined);
  const open = atRightClick((at) => {
    if (!acting.busy && !following) openRowMenu(repositoryMenu(commands, repository, trans), at);
  });
  return (
    <li className="studiolo-Row" ref={useKeptFocus()} tabIndex={-1} onContextMenu={open}>
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={plainText(url)}>
            <Foreign>{name}</Foreign>
          </span>
          {from !== undefined && (
            <span className="studiolo-Quiet">
              {' '}
              <Foreign>{from}</Foreign>
            </span>
          )}
        </div>
        <div className="studiolo-Row-detail" title={plainText(url)}>
          {clonedAt === undefined
            ? trans.__('suggested for %1', levelName(suggestedBy, trans))
            : trans.__('in %1', clonedAt === '' ? '/' : clonedAt)}
        </div>
        {clonedAt !== undefined && <Standing {...props} />}
        {clonedAt !== undefined && <ProjectEnvironmentLine {...props} acting={acting} />}
        {told && <JobView job={job} trans={trans} />}
        {job && <Again {...props} job={job} acting={acting} />}
        {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
      </div>
      <Buttons {...props} acting={acting} following={following} />
    </li>
  );
}

/** `main · 2 changed · 3 behind · asked 2 h ago`. */
function Standing({ repository: { workingTree }, snapshot, trans }: RowProps) {
  if (!workingTree) return <div className="studiolo-Row-detail">{trans.__('Git is being asked how it stands…')}</div>;
  const asked = workingTree.kind === 'known' ? workingTree.fetchedAt : undefined;
  const parts = workingTreeParts(workingTree, new Date(snapshot.takenAt), trans);
  return (
    <div
      className="studiolo-Row-detail"
      title={asked && trans.__('Its server was last asked what is new on %1', fullTime(asked))}
    >
      {parts.map((part, at) => (
        <React.Fragment key={at}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </React.Fragment>
      ))}
      {workingTree.kind === 'unknown' && workingTree.remedy !== undefined && (
        <div className="studiolo-Quiet">
          <Foreign>{workingTree.remedy}</Foreign>
        </div>
      )}
    </div>
  );
}

/** What can be done with the repository now. */
function Buttons({ acting, following, repository, trans, verbs }: RowProps & { acting: Acting; following: boolean }) {
  const fitting = verbsThatFit(repositoryActions, repository).filter((verb) => verbs.has(verb));
  const buttons = fitting.map((verb) => {
    const action = repositoryActions[verb];
    const atWork = following && !action.meanwhile;
    return (
      <ActionButton
        key={verb}
        action={action}
        subject={repository}
        name={repository.name}
        state={atWork ? 'at-work' : acting.busy ? 'waiting' : 'at-rest'}
        act={() => acting.act(() => verbs[verb](repository))}
        trans={trans}
      />
    );
  });
  // The one with words is as wide as it needs to be.
  return repository.clonedAt === undefined ? buttons : <div className="studiolo-Row-buttons">{buttons}</div>;
}

/** Where a server wanted credentials: the same once more, with some. */
function Again({ acting, job, repository, trans, verbs }: RowProps & { acting: Acting; job: Job }) {
  if (job.outcome.kind !== 'failed' || job.outcome.notice.code !== 'credentials') return null;
  const what = job.kind === 'clone-repository' ? 'clone' : job.kind === 'fetch-repository' ? 'fetch' : 'pull';
  return (
    <button
      type="button"
      className="studiolo-TextButton"
      aria-disabled={acting.busy}
      aria-label={trans.__('Give a token for %1', repository.name)}
      onClick={acting.busy ? undefined : () => acting.act(() => verbs.again(repository, what))}
    >
      {trans.__('Give a token…')}
    </button>
  );
}

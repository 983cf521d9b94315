import { downloadIcon, folderIcon, refreshIcon, treeViewIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import { Foreign } from '../elements/foreign';
import type { Job } from '../../protocol/job';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { fullTime } from '../texts/clock-time';
import { levelName } from '../texts/idle-line';
import { workingTreeParts } from './working-tree-line';
import { type Acting, useActing } from '../elements/acting';
import { JobView } from '../elements/job-view';
import { useKeptFocus } from '../elements/kept-focus';
import { NoticeView } from '../elements/notice-view';
import { ProjectEnvironmentLine } from './project-environment-line';
import { repositoryMenu } from './menu';
import { RowButton } from '../elements/row-button';
import { atRightClick, openRowMenu } from '../elements/row-menu';
import type { SectionProps } from '../elements/section';

interface RowProps extends SectionProps {
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
      {clonedAt === undefined ? (
        <CloneButton {...props} acting={acting} following={following} />
      ) : (
        <CloneActions {...props} acting={acting} following={following} />
      )}
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

interface ActionsProps extends RowProps {
  acting: Acting;
  following: boolean;
}

function CloneButton({ acting, following, repository, trans, verbs }: ActionsProps) {
  const busy = acting.busy || following;
  return (
    <button
      type="button"
      className="studiolo-TextButton"
      aria-disabled={busy}
      aria-label={trans.__('Clone %1', repository.name)}
      onClick={busy ? undefined : () => acting.act(() => verbs.clone(repository))}
    >
      {following ? trans.__('Cloning…') : trans.__('Clone')}
    </button>
  );
}

function CloneActions({ acting, following, repository, trans, verbs }: ActionsProps) {
  const { name } = repository;
  const busy = acting.busy || following;
  return (
    <div className="studiolo-Row-buttons">
      <RowButton
        icon={refreshIcon}
        label={trans.__('Fetch what is new in %1', name)}
        disabled={busy}
        onClick={() => acting.act(() => verbs.fetch(repository))}
      />
      <RowButton
        icon={downloadIcon}
        label={trans.__('Pull %1', name)}
        disabled={busy}
        onClick={() => acting.act(() => verbs.pull(repository))}
      />
      {verbs.canOpen && (
        <RowButton
          icon={folderIcon}
          label={trans.__('Open the folder of %1', name)}
          disabled={acting.busy}
          onClick={() => acting.act(() => verbs.open(repository))}
        />
      )}
      {verbs.canOpenInGit && (
        <RowButton
          icon={treeViewIcon}
          label={trans.__('Open %1 in the Git panel', name)}
          disabled={acting.busy}
          onClick={() => acting.act(() => verbs.openInGit(repository))}
        />
      )}
    </div>
  );
}

/** Where a server wanted credentials: the same once more, with some. */
function Again({ acting, job, repository, trans, verbs }: RowProps & { acting: Acting; job: Job }) {
  if (job.outcome.kind !== 'failed' || job.outcome.notice.code !== 'credentials') return null;
  const again = () => {
    if (job.kind === 'clone-repository') return verbs.clone(repository, 'before');
    return verbs.again(repository, job.kind === 'fetch-repository' ? 'fetch' : 'pull');
  };
  return (
    <button
      type="button"
      className="studiolo-TextButton"
      aria-disabled={acting.busy}
      aria-label={trans.__('Give a token for %1', repository.name)}
      onClick={acting.busy ? undefined : () => acting.act(again)}
    >
      {trans.__('Give a token…')}
    </button>
  );
}

import { FileDialog } from '@jupyterlab/filebrowser';
import * as React from 'react';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { levelName } from '../texts/idle-line';
import { useActing } from './acting';
import { JobView } from './job-view';
import { NoticeView } from './notice-view';
import { type SectionProps, SectionView, WithView } from './section';

/** The Git repositories that domain, user profile and space suggest. */
export function RepositoriesSection(props: SectionProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.repositories} trans={trans}>
          {(repositories, snapshot) =>
            repositories.length === 0 ? (
              <p className="studiolo-Quiet">{trans.__('Your team suggests no repositories yet.')}</p>
            ) : (
              <ul className="studiolo-List">
                {repositories.map((repository) => (
                  <RepositoryRow key={repository.url} repository={repository} snapshot={snapshot} {...props} />
                ))}
              </ul>
            )
          }
        </SectionView>
      )}
    </WithView>
  );
}

function RepositoryRow(props: SectionProps & { repository: Repository; snapshot: Snapshot }) {
  const { activate, contents, fileBrowser, model, repository, snapshot, trans, translator } = props;
  const { clonedAt, name, suggestedBy, url } = repository;
  const { act, busy, trouble } = useActing();
  const job = snapshot.jobs.filter(({ target }) => target.kind === 'repository' && target.url === url).at(-1);
  const cloning = busy || job?.outcome.kind === 'running';
  const clone = async () => {
    if (!fileBrowser) return model.cloneRepository(url, '');
    const chosen = await FileDialog.getExistingDirectory({
      manager: fileBrowser.model.manager,
      title: trans.__('Clone %1', name),
      label: trans.__('A folder "%1" is made in the one that you select, or in the one that you see.', name),
      defaultPath: contents.localPath(fileBrowser.model.path),
      translator,
    });
    const [folder] = chosen.value ?? [];
    if (chosen.button.accept && folder) await model.cloneRepository(url, contents.localPath(folder.path));
  };
  const open = async () => {
    await fileBrowser?.model.cd(`/${clonedAt ?? ''}`);
    if (fileBrowser) activate(fileBrowser.id);
  };
  const acting = clonedAt === undefined && cloning;
  return (
    <li className="studiolo-Row">
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={url}>
            {name}
          </span>
        </div>
        <div className="studiolo-Row-detail" title={url}>
          {clonedAt === undefined
            ? trans.__('suggested for %1', levelName(suggestedBy, trans))
            : trans.__('in %1', clonedAt === '' ? '/' : clonedAt)}
        </div>
        {job && (job.outcome.kind !== 'done' || clonedAt === undefined) && <JobView job={job} trans={trans} />}
        {trouble && <NoticeView notice={trouble} trans={trans} />}
      </div>
      {(fileBrowser || clonedAt === undefined) && (
        <button
          type="button"
          className="studiolo-TextButton"
          aria-disabled={acting}
          aria-label={clonedAt === undefined ? trans.__('Clone %1', name) : trans.__('Open the folder of %1', name)}
          onClick={acting ? undefined : () => act(clonedAt === undefined ? clone : open)}
        >
          {acting ? trans.__('Cloning…') : clonedAt === undefined ? trans.__('Clone') : trans.__('Open')}
        </button>
      )}
    </li>
  );
}

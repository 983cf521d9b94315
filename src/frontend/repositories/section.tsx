import * as React from 'react';
import type { Job } from '../../protocol/job';
import { repositoryName } from '../../protocol/repository-name';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { List } from '../elements/list';
import { SectionView, WithView } from '../elements/section';
import { TextButton } from '../elements/text-button';
import { cloneByAddress } from './commands';
import { useShared } from '../elements/use-shared';
import type { RepositoriesProps } from './props';
import { projectEnvironment } from './project-environment';
import { RepositoryRow, type ShownRepository } from './row';
import { fetchedText } from './working-tree-line';

/** The Git repositories that domain, user profile and space suggest, those that are cloned here, and those on their way. */
export function RepositoriesSection(props: RepositoriesProps) {
  const { commands, model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.repositories} trans={trans}>
          {(repositories, snapshot) => {
            const shown = [...onTheirWay(repositories, snapshot.jobs), ...repositories];
            if (shown.length === 0)
              return (
                <p className="studiolo-Empty">
                  {trans.__('No repositories.')}
                  <TextButton onClick={() => void commands.execute(cloneByAddress)}>{trans.__('Clone…')}</TextButton>
                </p>
              );
            return <Repositories repositories={shown} snapshot={snapshot} {...props} />;
          }}
        </SectionView>
      )}
    </WithView>
  );
}

function Repositories({
  repositories,
  snapshot,
  ...props
}: RepositoriesProps & { repositories: Repository[]; snapshot: Snapshot }) {
  const { trans } = props;
  const shown = useShared(snapshot, ({ jobs, takenAt }) =>
    repositories.map((repository): ShownRepository => ({
      repository,
      from: from(repository, repositories),
      job: jobs.findLast(({ target }) => target.kind === 'repository' && target.url === repository.url),
      project: projectEnvironment(repository, snapshot),
      fetched: fetchedText(repository.workingTree, new Date(takenAt), trans),
    })),
  );
  return (
    <List label={trans.__('Repositories')}>
      {shown.map((one) => (
        <RepositoryRow key={one.repository.url} {...one} {...props} />
      ))}
    </List>
  );
}

/** What is being cloned by its address, or was not: until it is here, it is in no list. */
function onTheirWay(listed: Repository[], jobs: Job[]): Repository[] {
  const urls = jobs.flatMap(({ kind, outcome, target }) =>
    kind === 'clone-repository' && target.kind === 'repository' && outcome.kind !== 'done' ? [target.url] : [],
  );
  return [...new Set(urls)]
    .filter((url) => !listed.some((one) => one.url === url))
    .map((url) => ({ url, name: repositoryName(url) }));
}

/** `git.example.com/team`, where another repository of the list has the same name. */
function from({ name, url }: Repository, all: Repository[]): string | undefined {
  const alike = all.filter((one) => one.name === name);
  if (alike.length < 2) return undefined;
  return /^[a-z]+:\/\/(?:[^@/]*@)?(.*?)\/+[^/]*\/*$/i.exec(url)?.[1] ?? url;
}

import * as React from 'react';
import type { Repository } from '../../protocol/repository';
import { List } from '../elements/list';
import { SectionView, WithView } from '../elements/section';
import type { RepositoriesProps } from './props';
import { RepositoryRow } from './row';

/** The Git repositories that domain, user profile and space suggest. */
export function RepositoriesSection(props: RepositoriesProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.repositories} trans={trans}>
          {(repositories, snapshot) =>
            repositories.length === 0 ? (
              <p className="studiolo-Quiet">{trans.__('No suggested repositories.')}</p>
            ) : (
              <List label={trans.__('Repositories')}>
                {repositories.map((repository) => (
                  <RepositoryRow
                    key={repository.url}
                    repository={repository}
                    from={from(repository, repositories)}
                    snapshot={snapshot}
                    {...props}
                  />
                ))}
              </List>
            )
          }
        </SectionView>
      )}
    </WithView>
  );
}

/** `git.example.com/team`, where another repository of the list has the same name. */
function from({ name, url }: Repository, all: Repository[]): string | undefined {
  const alike = all.filter((one) => one.name === name);
  if (alike.length < 2) return undefined;
  return /^[a-z]+:\/\/(?:[^@/]*@)?(.*?)\/+[^/]*\/*$/i.exec(url)?.[1] ?? url;
}

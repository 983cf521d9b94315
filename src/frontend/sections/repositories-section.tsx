import * as React from 'react';
import { RepositoryRow } from './repository-row';
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

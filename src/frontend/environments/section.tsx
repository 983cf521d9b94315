import '../../../style/environments.css';
import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import type { Job } from '../../protocol/job';
import { List } from '../elements/list';
import { SectionView, WithView } from '../elements/section';
import { TextButton } from '../elements/text-button';
import { isOutside } from '../model/outside';
import { creating } from './commands';
import type { EnvironmentsProps } from './props';
import { EnvironmentRow, type EnvironmentRowProps } from './row';

/** The conda environments found on this machine, and those that are being made. */
export function EnvironmentsSection(props: EnvironmentsProps) {
  const { commands, model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.environments} trans={trans}>
          {(environments, snapshot) => {
            const rows = shownRows(environments, snapshot.jobs);
            if (rows.length === 0)
              return (
                <p className="studiolo-Empty">
                  {trans.__('No conda environments.')}
                  <TextButton onClick={() => void commands.execute(creating.new)}>{trans.__('New…')}</TextButton>
                </p>
              );
            return (
              <List label={trans.__('Environments')}>
                {rows.map((shown) => (
                  <EnvironmentRow
                    key={shown.prefix}
                    {...shown}
                    {...props}
                    place={isOutside(snapshot) ? 'outside' : 'studio'}
                  />
                ))}
              </List>
            );
          }}
        </SectionView>
      )}
    </WithView>
  );
}

type Shown = Pick<EnvironmentRowProps, 'prefix' | 'name' | 'environment' | 'job'>;

/** A row of each environment, and before them of each action on what is not listed: being made, not made, or removed. */
function shownRows(environments: Environment[], jobs: Job[]): Shown[] {
  const newest = new Map<string, Job>();
  for (const job of jobs) if (job.target.kind === 'environment') newest.set(job.target.prefix, job);
  const listed = environments.map((environment): Shown => {
    const { name, prefix } = environment;
    const job = newest.get(prefix);
    newest.delete(prefix);
    // The half of an environment is none yet.
    const half = job?.kind === 'create-environment' && job.outcome.kind === 'running';
    return { name, prefix, job, environment: half ? undefined : environment };
  });
  return [
    ...[...newest].map(([prefix, job]): Shown => ({ name: job.subject, prefix, job, environment: undefined })),
    ...listed,
  ];
}

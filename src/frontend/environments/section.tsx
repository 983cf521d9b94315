import '../../../style/environments.css';
import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import type { Job } from '../../protocol/job';
import { SectionView, WithView } from '../elements/section';
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
          {(environments, { jobs }) => {
            return (
              <>
                <button
                  type="button"
                  className="studiolo-TextButton studiolo-Environments-new"
                  onClick={() => void commands.execute(creating.new)}
                >
                  {trans.__('New environment…')}
                </button>
                <ul className="studiolo-List">
                  {shownRows(environments, jobs).map((shown) => (
                    <EnvironmentRow key={shown.prefix} {...shown} {...props} />
                  ))}
                </ul>
                {environments.length === 0 && (
                  <p className="studiolo-Quiet">{trans.__('No conda environment was found.')}</p>
                )}
              </>
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

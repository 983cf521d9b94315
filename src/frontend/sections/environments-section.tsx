import '../../../style/environments.css';
import * as React from 'react';
import type { Environment } from '../../protocol/environment';
import type { Job } from '../../protocol/job';
import { environmentCommands } from '../environments/command-ids';
import { EnvironmentRow } from './environment-row';
import { EnvironmentJob } from './environment-job';
import { type SectionProps, SectionView, WithView } from './section';

/** The conda environments found on this machine, and those that are being made. */
export function EnvironmentsSection(props: SectionProps) {
  const { commands, model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.environments} trans={trans}>
          {(environments, { jobs }) => {
            const newest = newestJobs(jobs);
            return (
              <>
                <button
                  type="button"
                  className="studiolo-TextButton studiolo-Environments-new"
                  onClick={() => void commands.execute(environmentCommands.create)}
                >
                  {trans.__('New environment…')}
                </button>
                <ul className="studiolo-List">
                  {[...newest.values()].filter(without(environments)).map((job) => (
                    <li className="studiolo-Row" key={job.id}>
                      <div className="studiolo-Row-main">
                        <div className="studiolo-Row-title">
                          <span className="studiolo-Name">{job.subject}</span>
                        </div>
                        <EnvironmentJob job={job} model={model} trans={trans} />
                      </div>
                    </li>
                  ))}
                  {environments.map((environment) => (
                    <EnvironmentRow
                      key={environment.prefix}
                      environment={environment}
                      job={newest.get(environment.prefix)}
                      {...props}
                    />
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

/** The newest action on each environment, by its folder. */
function newestJobs(jobs: Job[]): Map<string, Job> {
  return new Map(jobs.flatMap((job) => (job.target.kind === 'environment' ? [[job.target.prefix, job]] : [])));
}

/** For actions on what is not listed: it is being made, or could not be, or is removed. */
function without(environments: Environment[]): (job: Job) => boolean {
  const listed = new Set(environments.map(({ prefix }) => prefix));
  return ({ target }) => target.kind === 'environment' && !listed.has(target.prefix);
}

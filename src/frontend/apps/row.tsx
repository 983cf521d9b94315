import * as React from 'react';
import type { AppCost } from '../../protocol/cost';
import type { Job } from '../../protocol/job';
import type { AppFailure } from '../../protocol/launch';
import type { Snapshot } from '../../protocol/snapshot';
import { useActing } from '../elements/acting';
import { ActionButtons } from '../elements/action-buttons';
import { NoticeView } from '../elements/notice-view';
import { Row } from '../elements/row';
import { TextButton } from '../elements/text-button';
import { moneyText } from '../texts/money';
import { statusText } from '../texts/status-text';
import { appActions } from './actions';
import { AppDetail } from './detail';
import { FailureView } from './failure-view';
import { appMenu } from './menu';
import { newestJob } from './newest-job';
import { nameOf, type Place, spaceNameOf } from './place';
import type { AppsProps } from './props';
import { SpaceJob } from './space-job';

interface AppRowProps extends AppsProps {
  place: Place;
  cost?: AppCost | undefined;
  snapshot: Snapshot;
}

/** What a job has failed of, which the job itself tells. */
const failureOf = (job: Job | undefined) => (job?.outcome.kind === 'failed' ? job.outcome.notice.message : undefined);

/** An app or a space without one: what it costs by the hour, on what it runs and since when, and what can be done. */
export function AppRow(props: AppRowProps) {
  const { commands, cost, place, requests, snapshot, trans, verbs } = props;
  const { app, space } = place;
  const acting = useActing();
  const [failure, setFailure] = React.useState<AppFailure>();
  const job = newestJob(snapshot.jobs, app, spaceNameOf(place));
  const waiting = acting.busy || job?.outcome.kind === 'running';
  const name = nameOf(place);
  const costs = snapshot.cost.state === 'ready' ? snapshot.cost.value : undefined;
  const failed = app?.status === 'Failed';
  const why = () => acting.act(async () => setFailure(failure ? undefined : await requests.failure(app!.key)));
  const buttons = {
    actions: appActions,
    subject: place,
    name,
    trans,
    act: (verb: keyof typeof appActions) => acting.act(() => verbs[verb](place)),
  };
  return (
    <Row
      name={name}
      hint={[space?.displayName ?? name, space?.volumeGb !== undefined && trans.__('%1 GB storage', space.volumeGb)]
        .filter(Boolean)
        .join(' · ')}
      mark={
        <span className={`studiolo-Dot studiolo-mod-${app ? app.status.toLowerCase() : 'none'}`}>{failed && '✕'}</span>
      }
      words={
        <>
          {app?.current && <span className="studiolo-Here">{trans.__('this')}</span>}
          {failed && (
            <span className="studiolo-Wrong" title={trans.__('AWS calls this %1', app.status)}>
              {statusText(app.status, trans)}
            </span>
          )}
          {app?.classic && <span className="studiolo-Badge">{trans.__('Classic')}</span>}
          {(app?.sharing ?? space?.sharing) === 'Shared' && (
            <span className="studiolo-Badge">{trans.__('Shared')}</span>
          )}
        </>
      }
      figure={
        app?.billed &&
        costs &&
        (cost?.perHour === undefined
          ? trans.__('price unknown')
          : trans.__('%1/h', moneyText(cost.perHour, costs.currency)))
      }
      detail={<AppDetail place={place} cost={cost} costs={costs} now={new Date(snapshot.takenAt)} trans={trans} />}
      buttons={<ActionButtons {...buttons} look="picture" state={waiting ? 'waiting' : 'at-rest'} />}
      offer={
        failed && (
          <TextButton
            label={failure ? trans.__('Hide why %1 failed', name) : trans.__('Why did %1 fail?', name)}
            disabled={acting.busy}
            tabIndex={-1}
            onClick={why}
          >
            {failure ? trans.__('Hide') : trans.__('Why?')}
          </TextButton>
        )
      }
      menu={() => appMenu(commands, place, trans)}
      waiting={waiting}
      className={app?.status === 'Pending' || app?.status === 'Deleting' ? 'studiolo-mod-moving' : ''}
      trans={trans}
    >
      {job && <SpaceJob {...props} job={job} spaceName={spaceNameOf(place)} acting={acting} />}
      {failure && failed && <FailureView failure={failure} trans={trans} />}
      {acting.trouble && acting.trouble.message !== failureOf(job) && (
        <NoticeView notice={acting.trouble} trans={trans} />
      )}
    </Row>
  );
}

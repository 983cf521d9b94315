import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Job } from '../../protocol/job';
import type { AppFailure } from '../../protocol/launch';
import { useActing } from '../elements/acting';
import { ActionButtons } from '../elements/action-buttons';
import { NoticeView } from '../elements/notice-view';
import { Row } from '../elements/row';
import { TextButton } from '../elements/text-button';
import { statusText } from '../texts/status-text';
import { appActions } from './actions';
import { AppDetail } from './detail';
import { FailureView } from './failure-view';
import { appMenu } from './menu';
import { nameOf, spaceNameOf } from './app-entry';
import type { AppsProps } from './props';
import type { ShownApp } from './shown-app';
import { SpaceJob } from './space-job';
import { noticeKey } from '../texts/notice-text';

type AppRowProps = AppsProps & ShownApp;

/** Short in the row, so that names are not cut for it. */
const priceUnknown = (trans: TranslationBundle) => (
  <span role="img" aria-label={trans.__('price unknown')} title={trans.__('price unknown')}>
    ?
  </span>
);

/** What a job has failed of, which the job itself tells. */
const failureOf = (job: Job | undefined) =>
  job?.outcome.kind === 'failed' ? noticeKey(job.outcome.notice) : undefined;

/** An app or a space without one: what it costs by the hour, on what it runs and since when, and what can be done. */
export const AppRow = React.memo(function AppRow(props: AppRowProps) {
  const { commands, cost, entry, job, requests, runsFor, trans, verbs } = props;
  const { app, space } = entry;
  const acting = useActing();
  const [failure, setFailure] = React.useState<AppFailure>();
  const waiting = acting.busy || job?.outcome.kind === 'running';
  const name = nameOf(entry);
  const failed = app?.status === 'Failed';
  // Should it fail once more, that is for another reason.
  React.useEffect(() => setFailure((told) => (failed ? told : undefined)), [failed]);
  const why = () => acting.act(async () => setFailure(failure ? undefined : await requests.failure(app!.key)));
  const buttons = {
    actions: appActions,
    subject: entry,
    name,
    trans,
    act: (verb: keyof typeof appActions) => acting.act(() => verbs[verb](entry)),
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
        app?.billed && cost && (cost.perHour === undefined ? priceUnknown(trans) : trans.__('%1/h', cost.perHour))
      }
      detail={<AppDetail entry={entry} sinceStart={cost?.sinceStart} runsFor={runsFor} trans={trans} />}
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
      menu={() => appMenu(commands, entry, trans)}
      waiting={waiting}
      className={app?.status === 'Pending' || app?.status === 'Deleting' ? 'studiolo-mod-moving' : ''}
      trans={trans}
    >
      {job && <SpaceJob {...props} job={job} spaceName={spaceNameOf(entry)} acting={acting} />}
      {failure && failed && <FailureView failure={failure} trans={trans} />}
      {acting.trouble && noticeKey(acting.trouble) !== failureOf(job) && (
        <NoticeView notice={acting.trouble} trans={trans} />
      )}
    </Row>
  );
});

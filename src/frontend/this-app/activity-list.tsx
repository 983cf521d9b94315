import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { ActivitySource, Idle } from '../../protocol/idle';
import { plainText } from '../../protocol/plain-text';
import { newestFirst, type StopStory } from '../../protocol/stop-story';
import { useActing } from '../elements/acting';
import { Foreign } from '../elements/foreign';
import { useKeptFocus } from '../elements/kept-focus';
import type { SnapshotModel } from '../model/snapshot-model';
import { NoticeView } from '../elements/notice-view';
import { RowButton } from '../elements/row-button';
import { clockTime, fullTime } from '../texts/clock-time';
import { sourceName } from '../texts/source-name';
import { mayShutDown } from './dialogs/shut-down';
import type { Running } from './running';

export interface ActivityProps {
  running: Running;
  /** Asked again when something was shut down. */
  model: Pick<SnapshotModel, 'refresh'>;
  trans: TranslationBundle;
}

/** Everything that counts as activity, what moved last first, each with its time and a way to end it. */
export function ActivityList({
  idle,
  now,
  story,
  ...props
}: ActivityProps & { idle: Idle; now: Date; story: StopStory }) {
  const place = useKeptFocus<HTMLDivElement>();
  const { trans } = props;
  const sources = newestFirst(idle.activity);
  const deciding = 'deciding' in story ? story.deciding : undefined;
  return (
    <div className="studiolo-Activity" role="group" aria-labelledby="studiolo-activity" ref={place} tabIndex={-1}>
      {sources.length === 0 && <p className="studiolo-Quiet">{trans.__('No kernels or terminals are running.')}</p>}
      <ul className="studiolo-List">
        {sources.map((source) => (
          <ActivityRow
            key={`${source.kind} ${source.name}`}
            source={source}
            time={source.lastActivity && clockTime(source.lastActivity, now)}
            decides={source === deciding}
            {...props}
          />
        ))}
      </ul>
    </div>
  );
}

interface ActivityRowProps extends ActivityProps {
  source: ActivitySource;
  time: string | undefined;
  decides: boolean;
}

const ActivityRow = React.memo(function ActivityRow(props: ActivityRowProps) {
  const { decides, model, running, source, time, trans } = props;
  const { act, busy: acting, trouble } = useActing();
  const { busy, lastActivity } = source;
  const name = sourceName(source, trans);
  const shutDown = async () => {
    if (!(await mayShutDown({ source, name, saved: running.saved(source), trans }))) return;
    await running.shutDown(source).finally(() => model.refresh());
  };
  return (
    <li>
      <span className="studiolo-Activity-name" title={plainText(source.name)}>
        <Foreign>{name}</Foreign>
      </span>
      {decides && (
        <span className="studiolo-Badge studiolo-mod-current" title={trans.__('Idle time counts from here.')}>
          {trans.__('in effect')}
        </span>
      )}
      <span className="studiolo-Activity-time">
        {lastActivity === undefined ? (
          trans.__('not yet active')
        ) : (
          <time dateTime={lastActivity} title={fullTime(lastActivity)}>
            {time}
          </time>
        )}
      </span>
      {running.canShutDown(source) ? (
        <RowButton
          icon={closeIcon}
          label={
            source.kind === 'kernel' ? trans.__('Shut down the kernel of %1', name) : trans.__('Shut down %1', name)
          }
          disabled={acting}
          tabIndex={0}
          onClick={() => act(shutDown)}
        />
      ) : (
        <span className="studiolo-IconButton studiolo-Gap" aria-hidden="true" />
      )}
      {busy && (
        <span className="studiolo-Line">
          <span className="studiolo-Badge studiolo-mod-warn">{trans.__('busy, not seen by Studio')}</span>
        </span>
      )}
      {trouble && (
        <div className="studiolo-Line">
          <NoticeView notice={trouble} trans={trans} />
        </div>
      )}
    </li>
  );
});

import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';
import { useActing } from '../elements/acting';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { atRightClick, openRowMenu } from '../elements/row-menu';
import { appMenu } from './menu';
import type { AppsProps } from './props';
import { RowButtons } from './row-buttons';
import { newestJob, SpaceJob } from './space-job';

/** A space in which no app is: its storage costs all the same, and an app can be started. */
export function SpaceRow(props: AppsProps & { space: Space; snapshot: Snapshot }) {
  const { commands, snapshot, space, trans } = props;
  const acting = useActing();
  const job = newestJob(snapshot.jobs, undefined, space.spaceName);
  const following = job?.outcome.kind === 'running';
  const open = atRightClick((at) => {
    if (!acting.busy && !following) openRowMenu(appMenu(commands, { space }, trans), at);
  });
  const details = [
    trans.__('no app'),
    space.appType,
    space.volumeGb === undefined ? undefined : trans.__('%1 GB', space.volumeGb),
  ].filter(Boolean);
  return (
    <li className="studiolo-Row" onContextMenu={open}>
      <div className="studiolo-Row-main">
        <div className="studiolo-Row-title">
          <span className="studiolo-Name" title={plainText(space.spaceName)}>
            <Foreign>{space.spaceName}</Foreign>
          </span>
          {space.sharing === 'Shared' && <span className="studiolo-Badge">{trans.__('shared')}</span>}
        </div>
        <div className="studiolo-Row-detail">
          {details.join(' · ')}
          {space.displayName !== undefined && space.displayName !== space.spaceName && (
            <>
              {' · '}
              <Foreign>{space.displayName}</Foreign>
            </>
          )}
        </div>
        <SpaceJob {...props} job={job} spaceName={space.spaceName} acting={acting} />
        {acting.trouble && <NoticeView notice={acting.trouble} trans={trans} />}
      </div>
      <RowButtons {...props} place={{ space }} acting={acting} following={following} />
    </li>
  );
}

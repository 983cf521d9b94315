import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ThisApp } from '../../protocol/app';
import { plainText } from '../../protocol/plain-text';
import { CopyButton } from '../elements/copy-button';
import { Fact, Facts } from '../elements/facts';
import { Foreign } from '../elements/foreign';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { sizeText } from '../texts/instance-size';

/** Where the user is: space, app, instance, image, and the role that the app acts with. */
export function AppFacts({ app, now, trans }: { app: ThisApp; now: Date; trans: TranslationBundle }) {
  const sharing = app.sharing === 'Shared' ? trans.__('shared') : trans.__('private');
  return (
    <Facts>
      {app.spaceName !== undefined && (
        <Fact name={trans.__('Space')}>
          <Foreign>{app.spaceName}</Foreign>
          {app.sharing && <span className="studiolo-Quiet"> ({sharing})</span>}
        </Fact>
      )}
      {app.userProfileName !== undefined && (
        <Fact name={trans.__('User')}>
          <Foreign>{app.userProfileName}</Foreign>
        </Fact>
      )}
      <Fact name={trans.__('App')}>
        <Foreign>{app.appType}</Foreign>{' '}
        <span className="studiolo-Quiet">
          · <Foreign>{app.appName}</Foreign>
        </span>
      </Fact>
      <Fact name={trans.__('Instance')}>
        <Foreign>{app.instanceType ?? trans.__('unknown')}</Foreign>
        {app.size && <div className="studiolo-Quiet">{sizeText(app.size, trans)}</div>}
      </Fact>
      {app.image && (
        <Fact name={trans.__('Image')}>
          <Foreign>{app.image.name}</Foreign>
          {app.image.version !== undefined && (
            <span className="studiolo-Quiet">
              {' · '}
              <Foreign>{app.image.version}</Foreign>
            </span>
          )}
        </Fact>
      )}
      <Fact name={trans.__('Role')}>
        {app.executionRole === undefined ? (
          trans.__('unknown')
        ) : (
          <>
            <span title={plainText(app.executionRole.arn)}>
              <Foreign>{app.executionRole.name}</Foreign>
            </span>{' '}
            <CopyButton text={app.executionRole.arn} trans={trans}>
              {trans.__('Copy ARN')}
            </CopyButton>
          </>
        )}
      </Fact>
      {app.since !== undefined && (
        <Fact name={trans.__('Running')}>
          <time dateTime={app.since} title={fullTime(app.since)}>
            {durationText(now.getTime() - Date.parse(app.since), trans)}
          </time>
          <span className="studiolo-Quiet"> · {trans.__('since %1', clockTime(app.since, now))}</span>
        </Fact>
      )}
    </Facts>
  );
}

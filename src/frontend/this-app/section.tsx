import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ThisApp } from '../../protocol/app';
import { Foreign } from '../elements/foreign';
import { SectionView, WithView } from '../elements/section';
import { isOutside } from '../model/outside';
import { clockTime, fullTime } from '../texts/clock-time';
import { durationText } from '../texts/duration';
import { sizeText } from '../texts/instance-size';
import { IdleView } from './idle-view';
import type { ThisAppProps } from './props';

/** Where the user is: space, app, instance, image, and when it stops. */
export function ThisAppSection({ KeepAwakeView, model, running, trans }: ThisAppProps) {
  return (
    <WithView model={model}>
      {(view) => (
        <>
          {view.snapshot && !isOutside(view.snapshot) && (
            <SectionView view={{ snapshot: view.snapshot }} of={(snapshot) => snapshot.idle} trans={trans}>
              {(idle, { keepAwake }) => (
                <IdleView
                  idle={idle}
                  keepAwake={keepAwake}
                  skew={view.skew ?? 0}
                  running={running}
                  refresh={() => model.refresh()}
                  KeepAwakeView={KeepAwakeView}
                  trans={trans}
                />
              )}
            </SectionView>
          )}
          <SectionView view={view} of={(snapshot) => snapshot.thisApp} trans={trans}>
            {(app, { takenAt }) => <Facts app={app} now={new Date(takenAt)} trans={trans} />}
          </SectionView>
        </>
      )}
    </WithView>
  );
}

function Facts({ app, now, trans }: { app: ThisApp; now: Date; trans: TranslationBundle }) {
  const sharing = app.sharing === 'Shared' ? trans.__('shared') : trans.__('private');
  return (
    <dl className="studiolo-Facts">
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
        <Foreign>{app.instanceType ?? trans.__('not known')}</Foreign>
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
      {app.since !== undefined && (
        <Fact name={trans.__('Running')}>
          <time dateTime={app.since} title={fullTime(app.since)}>
            {durationText(now.getTime() - Date.parse(app.since), trans)}
          </time>
          <span className="studiolo-Quiet"> · {trans.__('since %1', clockTime(app.since, now))}</span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { refreshIcon, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';
import { NoticeView } from '../elements/notice-view';
import { type SectionProps, WithView } from '../elements/section';
import { isOutside } from '../model/outside';
import { clockTime, fullTime } from '../texts/clock-time';

/** What holds for the whole panel: that it could not be brought up to date, or that this is not Studio. */
export function Head({ model, trans }: SectionProps) {
  return (
    <WithView model={model}>
      {({ snapshot, trouble }) => (
        <>
          {trouble && <NoticeView notice={trouble} trans={trans} />}
          {snapshot && isOutside(snapshot) && (
            <p className="studiolo-Outside">
              {trans.__('This JupyterLab does not run in SageMaker Studio, so it has no apps to show.')}{' '}
              {trans.__('Your environments are here all the same.')}
            </p>
          )}
        </>
      )}
    </WithView>
  );
}

/** When the panel was brought up to date, and a button to do so now. */
export function Refresher({ model, trans }: SectionProps) {
  const [busy, setBusy] = React.useState(false);
  const refresh = () => {
    setBusy(true);
    void model.refresh('fresh').finally(() => setBusy(false));
  };
  return (
    <UseSignal signal={model.changed} initialArgs={model.view}>
      {(_, view) => (
        <>
          {view?.snapshot && (
            <time className="studiolo-Quiet" dateTime={view.snapshot.takenAt} title={fullTime(view.snapshot.takenAt)}>
              {trans.__('Updated %1', clockTime(view.snapshot.takenAt, new Date()))}
            </time>
          )}
          <button
            type="button"
            className="studiolo-IconButton"
            aria-label={trans.__('Refresh')}
            aria-disabled={busy}
            title={trans.__('Refresh')}
            onClick={busy ? undefined : refresh}
          >
            <refreshIcon.react tag="span" width="16px" />
          </button>
        </>
      )}
    </UseSignal>
  );
}

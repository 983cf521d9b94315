import * as React from 'react';
import { CopyButton } from '../elements/copy-button';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { OneStop } from '../elements/one-stop';
import { type SectionProps, WithView } from '../elements/section';
import { TextButton } from '../elements/text-button';
import { isOutside } from '../model/outside';
import { clockTime } from '../texts/clock-time';
import { missingPermissions } from './missing-permissions';

/** What holds for the whole panel: that it could not be brought up to date, that this is not Studio, what may not be read. */
export function Head({ model, trans }: SectionProps) {
  return (
    <WithView model={model}>
      {({ earlier, snapshot, trouble }) => {
        const permissions = snapshot ? missingPermissions(snapshot) : [];
        return (
          <OneStop>
            {trouble && (
              <NoticeView notice={trouble} trans={trans}>
                <TextButton onClick={() => void model.refresh('fresh').catch(() => undefined)}>
                  {trans.__('Retry')}
                </TextButton>
              </NoticeView>
            )}
            {snapshot && earlier && (
              <p className="studiolo-Outside" role="status">
                {trans.__('As of %1. Updating…', clockTime(snapshot.takenAt, new Date()))}
              </p>
            )}
            {snapshot && isOutside(snapshot) && (
              <p className="studiolo-Outside">{trans.__('Not in SageMaker Studio: only environments are shown.')}</p>
            )}
            {permissions.length > 0 && (
              <div className="studiolo-Notice" role="note">
                {trans._n('Missing permission:', 'Missing permissions:', permissions.length)}{' '}
                {permissions.map((action) => (
                  <React.Fragment key={action}>
                    <code>
                      <Foreign>{action}</Foreign>
                    </code>
                    <CopyButton text={action} trans={trans} />{' '}
                  </React.Fragment>
                ))}
              </div>
            )}
          </OneStop>
        );
      }}
    </WithView>
  );
}

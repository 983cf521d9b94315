import { editIcon, launchIcon, refreshIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { AppVerb } from './command-ids';
import { nameOf, type Place, verbsFor } from './place';
import type { Acting } from '../elements/acting';
import { RowButton } from '../elements/row-button';
import type { SectionProps } from '../elements/section';

interface SpaceActionsProps extends SectionProps {
  place: Place;
  acting: Acting;
  /** Something is going on with the app that has not ended. */
  following: boolean;
}

/** What can be done with an app and its space now; what can not be done in this state is not offered. */
export function SpaceActions({ acting, appVerbs, following, place, trans }: SpaceActionsProps) {
  const { app } = place;
  const name = nameOf(place);
  const labels: Partial<Record<AppVerb, string>> = {
    open: trans.__('Open %1 in a new tab', name),
    start: trans.__('Start %1', name),
    restart: trans.__('Run %1 on another instance type', name),
    change: trans.__('Idle time and storage of %1', name),
    stop: trans.__('Stop %1 in %2', app?.key.appType ?? '', name),
  };
  return (
    <div className="studiolo-Row-buttons">
      {verbsFor(place).map((verb) => {
        const [label, icon] = [labels[verb], icons[verb]];
        // Why an app failed is asked, and answered, in the row.
        if (!label || !icon) return null;
        return (
          <RowButton
            key={verb}
            icon={icon}
            label={label}
            disabled={acting.busy || following}
            onClick={() => acting.act(() => appVerbs[verb](place))}
          />
        );
      })}
    </div>
  );
}

const icons = {
  why: undefined,
  open: launchIcon,
  start: runIcon,
  restart: refreshIcon,
  change: editIcon,
  stop: stopIcon,
};

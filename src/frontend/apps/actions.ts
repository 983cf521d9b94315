import { launchIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { RowActions } from '../elements/row-action';
import type { AppVerb } from './commands';
import { hasEnded, isElsewhere, isHere, isLaunchable, isOwn, mayAct, type Place } from './place';

/** What can be done with apps and spaces. What each does is `AppVerbs`' method of its name. */
export const appActions: RowActions<AppVerb, Place> = {
  // Why an app failed is asked, and answered, in the row: it needs no button.
  why: {
    fits: ({ app }) => app?.status === 'Failed',
    question: (trans) => trans.__('Which failed app?'),
  },
  open: {
    fits: (place) => mayAct(place) && isElsewhere(place),
    question: (trans) => trans.__('Open which space?'),
    main: true,
    button: { icon: launchIcon, label: (trans, name) => trans.__('Open %1 in a new tab', name) },
  },
  start: {
    fits: (place) => mayAct(place) && isLaunchable(place) && hasEnded(place),
    question: (trans) => trans.__('Start which app?'),
    main: true,
    button: { icon: runIcon, label: (trans, name) => trans.__('Start %1', name) },
  },
  restart: {
    fits: (place) => mayAct(place) && isElsewhere(place),
    question: (trans) => trans.__('Change the instance type of which app?'),
  },
  changeType: {
    fits: (place) => mayAct(place) && isLaunchable(place) && isHere(place),
    question: (trans) => trans.__('Change the instance type of which app?'),
  },
  change: {
    fits: (place) => mayAct(place) && isLaunchable(place) && isOwn(place),
    question: (trans) => trans.__('Change the settings of which space?'),
  },
  stop: {
    fits: (place) => mayAct(place) && !hasEnded(place) && place.app?.status !== 'Deleting',
    question: (trans) => trans.__('Stop which app?'),
    button: {
      icon: stopIcon,
      label: (trans, name, { app }) => trans.__('Stop %1 (%2)', name, app?.key.appType ?? ''),
    },
  },
  delete: {
    fits: (place) => mayAct(place) && isOwn(place) && hasEnded(place) && !place.app?.current,
    question: (trans) => trans.__('Delete which space?'),
  },
};

import { editIcon, launchIcon, refreshIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { RowAction, RowActions } from '../elements/row-action';
import { hasEnded, isElsewhere, isLaunchable, mayAct, type Place } from './place';

const table = {
  // Why an app failed is asked, and answered, in the row: it needs no button.
  why: {
    id: 'studiolo:why-app-failed',
    fits: ({ app }) => app?.status === 'Failed',
    label: (trans) => trans.__('Why Did an App Fail?…'),
    short: (trans) => trans.__('Why Did It Fail?'),
    question: (trans) => trans.__('Why did which app fail?'),
  },
  open: {
    id: 'studiolo:open-space',
    fits: (place) => mayAct(place) && isElsewhere(place),
    label: (trans) => trans.__('Open a Space in a New Tab…'),
    short: (trans) => trans.__('Open in a New Tab'),
    question: (trans) => trans.__('Open which space in a new tab?'),
    button: { icon: launchIcon, label: (trans, name) => trans.__('Open %1 in a new tab', name) },
  },
  start: {
    id: 'studiolo:start-app',
    fits: (place) => mayAct(place) && isLaunchable(place) && hasEnded(place),
    label: (trans) => trans.__('Start an App…'),
    short: (trans) => trans.__('Start…'),
    question: (trans) => trans.__('Start the app of which space?'),
    button: { icon: runIcon, label: (trans, name) => trans.__('Start %1', name) },
  },
  restart: {
    id: 'studiolo:restart-app',
    fits: (place) => mayAct(place) && isElsewhere(place),
    label: (trans) => trans.__('Restart an App on Another Instance Type…'),
    short: (trans) => trans.__('Restart on Another Instance Type…'),
    question: (trans) => trans.__('Run which app on another instance type?'),
    button: { icon: refreshIcon, label: (trans, name) => trans.__('Run %1 on another instance type', name) },
  },
  change: {
    id: 'studiolo:change-space',
    fits: (place) => mayAct(place) && isLaunchable(place) && place.space?.sharing === 'Private' && place.space.own,
    label: (trans) => trans.__('Change Idle Time and Storage of a Space…'),
    short: (trans) => trans.__('Idle Time and Storage…'),
    question: (trans) => trans.__('Change idle time and storage of which space?'),
    button: { icon: editIcon, label: (trans, name) => trans.__('Idle time and storage of %1', name) },
  },
  stop: {
    id: 'studiolo:stop-app',
    fits: (place) => mayAct(place) && !hasEnded(place) && place.app?.status !== 'Deleting',
    label: (trans) => trans.__('Stop an App…'),
    short: (trans) => trans.__('Stop…'),
    question: (trans) => trans.__('Stop which app?'),
    button: {
      icon: stopIcon,
      label: (trans, name, { app }) => trans.__('Stop %1 in %2', app?.key.appType ?? '', name),
    },
  },
} satisfies Record<string, RowAction<Place>>;

/** What can be done with an app and its space. */
export type AppVerb = keyof typeof table;

/** The actions on apps and spaces. What each does is `AppVerbs`' method of its name. */
export const appActions: RowActions<AppVerb, Place> = table;

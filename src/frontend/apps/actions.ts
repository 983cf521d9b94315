import { launchIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { takes, text, whole } from '../elements/json-schema';
import type { RowActions } from '../elements/row-action';
import type { AppVerb } from './commands';
import { hasEnded, isElsewhere, isHere, isLaunchable, isOwn, mayAct, type Place } from './place';

const spaceName = text('The space. Asked for where neither it nor an app is named.');
const key = {
  type: 'object',
  description: 'The app: its appType, appName, and owner (a space, or in Studio Classic a user profile).',
  required: ['appType', 'appName', 'owner'],
};

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
    takes: takes({
      spaceName,
      instanceType: text('On what it runs. Where it is absent, the user is asked for all of it.'),
      imageId: text('The ARN of the image or its version. As it last ran, if absent.'),
      lifecycleConfigArn: { type: ['string', 'null'], description: 'The lifecycle script; null is none.' },
    }),
    main: true,
    button: { icon: runIcon, label: (trans, name) => trans.__('Start %1', name) },
  },
  restart: {
    fits: (place) => mayAct(place) && isElsewhere(place),
    question: (trans) => trans.__('Change the instance type of which app?'),
    takes: takes({ key, spaceName, instanceType: text('What the question proposes.') }),
  },
  changeType: {
    fits: (place) => mayAct(place) && isLaunchable(place) && isHere(place),
    question: (trans) => trans.__('Change the instance type of which app?'),
    takes: takes({ key, instanceType: text('What the question proposes.') }),
  },
  change: {
    fits: (place) => mayAct(place) && isLaunchable(place) && isOwn(place),
    question: (trans) => trans.__('Change the settings of which space?'),
    takes: takes({
      spaceName,
      idleMinutes: whole(60, 525_600, 'Stops after so many minutes without activity.'),
      volumeGb: whole(5, 16_384, 'The size of the volume, which can only grow. With neither, the user is asked.'),
    }),
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

/** What makes a space takes. */
const newSpace = takes({
  spaceName: text('Its name: letters, digits and hyphens. Without it and what runs in it, the user is asked.'),
  appType: { type: 'string', enum: ['JupyterLab', 'CodeEditor'], description: 'What runs in it.' },
  volumeGb: whole(5, 16_384, 'The size of its volume. As the domain says, if absent.'),
});

/** What a command takes: of an action on an app, the app or space, and what some take besides. */
export const appArguments = (verb: AppVerb | 'create'): ReadonlyJSONObject =>
  verb === 'create' ? newSpace : (appActions[verb].takes ?? takes({ key, spaceName }));

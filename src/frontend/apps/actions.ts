import { launchIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { takes, text, whole } from '../elements/json-schema';
import type { RowActions } from '../elements/row-action';
import type { AppVerb } from './commands';
import { hasEnded, isElsewhere, isHere, isLaunchable, isOwn, mayAct, type AppEntry } from './app-entry';

const spaceName = text('The space. Asked for where neither it nor an app is named.');
const key = {
  type: 'object',
  description: 'The app: its appType, appName, and owner (a space, or in Studio Classic a user profile).',
  required: ['appType', 'appName', 'owner'],
};

/** What can be done with apps and spaces. What each does is `AppVerbs`' method of its name. */
export const appActions: RowActions<AppVerb, AppEntry> = {
  // Why an app failed is asked, and answered, in the row: it needs no button.
  why: {
    fits: ({ app }) => app?.status === 'Failed',
    question: (trans) => trans.__('Which failed app?'),
    menu: (trans) => trans.__('Why Did It Fail?'),
  },
  open: {
    fits: (entry) => mayAct(entry) && isElsewhere(entry),
    question: (trans) => trans.__('Open which space?'),
    menu: (trans) => trans.__('Open in New Tab'),
    main: true,
    button: { icon: launchIcon, label: (trans, name) => trans.__('Open %1 in a new tab', name) },
  },
  start: {
    fits: (entry) => mayAct(entry) && isLaunchable(entry) && hasEnded(entry),
    question: (trans) => trans.__('Start which app?'),
    menu: (trans) => trans.__('Start…'),
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
    fits: (entry) => mayAct(entry) && isElsewhere(entry),
    question: (trans) => trans.__('Change the instance type of which app?'),
    menu: (trans) => trans.__('Change Instance Type…'),
    takes: takes({ key, spaceName, instanceType: text('What the question proposes.') }),
  },
  changeType: {
    fits: (entry) => mayAct(entry) && isLaunchable(entry) && isHere(entry),
    question: (trans) => trans.__('Change the instance type of which app?'),
    menu: (trans) => trans.__('Change Instance Type…'),
    takes: takes({ key, instanceType: text('What the question proposes.') }),
  },
  change: {
    fits: (entry) => mayAct(entry) && isLaunchable(entry) && isOwn(entry),
    question: (trans) => trans.__('Change the settings of which space?'),
    menu: (trans) => trans.__('Idle Time and Storage…'),
    takes: takes({
      spaceName,
      idleMinutes: whole(60, 525_600, 'Stops after so many minutes without activity.'),
      volumeGb: whole(5, 16_384, 'The size of the volume, which can only grow. With neither, the user is asked.'),
    }),
  },
  stop: {
    fits: (entry) => mayAct(entry) && !hasEnded(entry) && entry.app?.status !== 'Deleting',
    question: (trans) => trans.__('Stop which app?'),
    menu: (trans) => trans.__('Stop…'),
    button: {
      icon: stopIcon,
      label: (trans, name, { app }) => trans.__('Stop %1 (%2)', name, app?.key.appType ?? ''),
    },
  },
  delete: {
    fits: (entry) => mayAct(entry) && isOwn(entry) && hasEnded(entry) && !entry.app?.current,
    question: (trans) => trans.__('Delete which space?'),
    menu: (trans) => trans.__('Delete Space…'),
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

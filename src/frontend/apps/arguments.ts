import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { takes, text, whole } from '../elements/json-schema';

const spaceName = text('The space. Asked for where neither it nor an app is named.');
const key = {
  type: 'object',
  description: 'The app: its appType, appName, and owner (a space, or in Studio Classic a user profile).',
  required: ['appType', 'appName', 'owner'],
};

// By verb; a type from the table of commands, which loads this file, would close a circle.
const more: Readonly<Record<string, ReadonlyJSONObject>> = {
  start: takes({
    spaceName,
    instanceType: text('On what it runs. Where it is absent, the user is asked for all of it.'),
    imageId: text('The ARN of the image or its version. As it last ran, if absent.'),
    lifecycleConfigArn: { type: ['string', 'null'], description: 'The lifecycle script; null is none.' },
  }),
  restart: takes({ key, spaceName, instanceType: text('What the question proposes.') }),
  changeType: takes({ key, instanceType: text('What the question proposes.') }),
  change: takes({
    spaceName,
    idleMinutes: whole(60, 525_600, 'Stops after so many minutes without activity.'),
    volumeGb: whole(5, 16_384, 'The size of the volume, which can only grow. With neither, the user is asked.'),
  }),
};

/** What makes a space takes. */
export const newSpaceArguments = takes({
  spaceName: text('Its name: letters, digits and hyphens. Without it and what runs in it, the user is asked.'),
  appType: { type: 'string', enum: ['JupyterLab', 'CodeEditor'], description: 'What runs in it.' },
  volumeGb: whole(5, 16_384, 'The size of its volume. As the domain says, if absent.'),
});

/** What the command of an action on an app takes: the app or space, and what some take besides. */
export const appArguments = (verb: string): ReadonlyJSONObject => more[verb] ?? takes({ key, spaceName });

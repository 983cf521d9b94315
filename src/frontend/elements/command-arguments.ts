import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { appCommands } from '../apps/command-ids';
import { commandIds } from './command-ids';
import { environmentCommands } from '../environments/command-ids';
import { repositoryCommands } from '../repositories/command-ids';

const text = (description: string) => ({ type: 'string', description });
const whole = (minimum: number, maximum: number, description: string) => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});
const list = (description: string) => ({ type: 'array', items: { type: 'string' }, description });
const takes = (properties: ReadonlyJSONObject) => ({ type: 'object', properties });

const spaceName = text('The space. Asked for where neither it nor an app is named.');
const key = {
  type: 'object',
  description: 'The app: its appType, appName, and owner (a space, or in Studio Classic a user profile).',
  required: ['appType', 'appName', 'owner'],
};
const url = text('The address of a suggested repository. Asked for where it is absent.');
const prefix = text('The folder of the environment. Asked for where it is absent.');

const described: Record<string, ReadonlyJSONObject> = {
  [commandIds.keepAwake]: takes({
    minutes: { type: 'integer', minimum: 1, description: 'For how long. Without it, the user is asked.' },
    reason: { type: 'string', maxLength: 200, description: 'Why, for who reads the log.' },
  }),

  [appCommands.open]: takes({ key, spaceName }),
  [appCommands.start]: takes({
    spaceName,
    instanceType: text('On what it runs. Where it is absent, the user is asked for all of it.'),
    imageId: text('The ARN of the image or its version. As it last ran, if absent.'),
    lifecycleConfigArn: { type: ['string', 'null'], description: 'The lifecycle script; null is none.' },
  }),
  [appCommands.restart]: takes({ key, spaceName, instanceType: text('What the question proposes.') }),
  [appCommands.change]: takes({
    spaceName,
    idleMinutes: whole(60, 525_600, 'Stops after so many minutes without activity.'),
    volumeGb: whole(5, 16_384, 'The size of the volume, which can only grow. With neither, the user is asked.'),
  }),
  [appCommands.stop]: takes({ key, spaceName }),
  [appCommands.why]: takes({ key, spaceName }),

  [environmentCommands.create]: takes({
    from: { type: 'string', enum: ['packages', 'file', 'clone'], description: 'What it is made from.' },
    name: text('Its name.'),
    packages: list('Packages, as conda names them.'),
    file: text('An environment.yml, relative to the server’s root folder.'),
    prefix: text('The folder of the environment to clone.'),
  }),
  [environmentCommands.install]: takes({
    prefix,
    packages: list('Packages, as conda names them. Asked for where they are absent.'),
  }),
  [environmentCommands.clone]: takes({
    prefix,
    name: text('The name of the new one. Asked for where it is absent.'),
  }),
  [environmentCommands.export]: takes({
    prefix,
    form: { type: 'string', enum: ['exact', 'versions', 'asked'], description: 'How exactly.' },
  }),
  [environmentCommands.register]: takes({ prefix }),
  [environmentCommands.repair]: takes({
    prefix,
    what: { type: 'string', enum: ['ipykernel', 'kernel', 'volume'], description: 'What to repair.' },
  }),
  [environmentCommands.remove]: takes({ prefix }),

  [repositoryCommands.clone]: takes({
    url,
    folder: text('Where its own folder is made, relative to the root. Asked for where it is absent.'),
    branch: text('The server’s default branch, if absent.'),
    depth: { type: 'integer', minimum: 1, description: 'How many commits back; all of them, if absent.' },
  }),
};

/** The JSON Schema of the arguments of a command; all of them can be left out. */
export function argumentsOf(id: string): ReadonlyJSONObject {
  const ofRepository: readonly string[] = Object.values(repositoryCommands);
  return described[id] ?? takes(ofRepository.includes(id) ? { url } : {});
}

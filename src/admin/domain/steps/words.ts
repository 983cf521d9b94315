import type { Ref } from '../../studio-file/wanted';
import { settingText } from '../rules/difference';
import type { StepThatDoes } from '../studio-step';

/** A resource as a plan names it. */
export const whatText = ({ kind, name }: Ref) => `${kind} ${name}`;

/** Each changed setting on a line: `idle timeout 60 → 120`, by AWS's own names from the last that tells them apart. */
export const changeText = ({ what, changes }: StepThatDoes<'change'>) =>
  [
    `change ${whatText(what)}`,
    ...changes.map(({ path, from, to }) => `${shortPath(path)}: ${settingText(from)} → ${settingText(to)}`),
  ].join('\n');

/** What stands above every setting tells nothing. */
const shortPath = (path: string) =>
  path
    .replace(/^(UserSettings|SpaceSettings|DefaultUserSettings)\./, '')
    .replace('AppLifecycleManagement.IdleSettings.', '');

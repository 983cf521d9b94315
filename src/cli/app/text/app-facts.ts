import type { App, ThisApp } from '../../../protocol/app';
import { duration } from './duration';
import { type Ink, inked } from './ink';
import { clockTime, type Clock } from './moment';
import { plainText } from '../../../protocol/plain-text';
import type { Sheet } from './table';

/** Where the reader is: the app in one line, and what is known of it. */
export function appFacts(app: ThisApp, clock: Clock, sheet: Sheet): string[] {
  const { image, instanceType, sharing, since, size, spaceName, userProfileName } = app;
  const sizes = size && [
    `${size.vcpu} vCPU`,
    `${size.memoryGiB} GiB`,
    ...(size.gpu ? [`${size.gpu.count} × ${size.gpu.model}, ${size.gpu.memoryGiB} GiB`] : []),
  ];
  const facts: [string, string | undefined][] = [
    ['Space', spaceName && `${spaceName}${sharing ? ` (${sharing.toLowerCase()})` : ''}`],
    ['User', userProfileName],
    ['App', `${app.appType} ${app.appName} in ${app.domainId}, ${app.region}`],
    ['Instance', instanceType && [instanceType, ...(sizes ?? [])].join(' · ')],
    ['Image', image && [image.name, image.version].filter(Boolean).join(' ')],
    ['Role', app.executionRole && `${app.executionRole.name} (${app.executionRole.arn})`],
    ['Running', since && `${duration(clock.now - Date.parse(since))}, since ${clockTime(since, clock)}`],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${inked(name.padEnd(9), 'dim', sheet)} ${plainText(value)}`],
  );
}

/** The space that an app is in, or the user profile of a Classic one. */
export const placeName = ({ owner }: App['key']) => (owner.kind === 'space' ? owner.spaceName : owner.userProfileName);

/** How an app's status stands out. */
export const statusInk: Record<App['status'], Ink> = {
  InService: 'green',
  Pending: 'yellow',
  Deleting: 'yellow',
  Failed: 'red',
  Deleted: 'dim',
};

import type { AppKey } from '../protocol/app';

/**
 * The CloudWatch log streams of an app: its own, and those of its lifecycle script. In a space
 * `<domain>/<space>/<AppType>/default`, in Studio Classic `<domain>/<profile>/<AppType>/<AppName>`; the script's has
 * `/LifecycleConfigOnStart` after it (fact sheet, section 4). The script's comes first: it is the commoner reason.
 */
export function logStreams(domainId: string, { appName, appType, owner }: AppKey): string[] {
  const name = owner.kind === 'space' ? owner.spaceName : owner.userProfileName;
  const app = [domainId, name, appType, appName].join('/');
  return [`${app}/LifecycleConfigOnStart`, app];
}

import type { Notice } from '../../protocol/notice';
import type { Snapshot } from '../../protocol/snapshot';

/** The IAM actions that would have to be allowed for the panel to be whole, each once. */
export function missingPermissions(snapshot: Snapshot): string[] {
  const { apps, cost, environments, idle, keepAwake, repositories, spaces, thisApp } = snapshot;
  const notices: Notice[] = [thisApp, idle, keepAwake, apps, spaces, cost, environments, repositories].flatMap(
    (section) => section.notices,
  );
  return [...new Set(notices.flatMap(({ action, code }) => (code === 'permission' && action ? [action] : [])))];
}

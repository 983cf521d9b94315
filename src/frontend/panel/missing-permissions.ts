import type { Notice } from '../../protocol/notice';
import type { Snapshot } from '../../protocol/snapshot';

/** The IAM actions that would have to be allowed for the panel to be whole, each once, whichever section lacks them. */
export function missingPermissions(snapshot: Snapshot): string[] {
  const notices = Object.values(snapshot).flatMap((part): Notice[] =>
    typeof part === 'object' && 'notices' in part ? part.notices : [],
  );
  return [...new Set(notices.flatMap(({ action, code }) => (code === 'permission' && action ? [action] : [])))];
}

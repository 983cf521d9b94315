import type { ActivitySource, Idle, IdleSettings } from '../protocol/idle';
import { say, type Message } from '../protocol/message';

/** The settings in force, or why they are not known. */
export type KnownSettings = { known: true; settings: IdleSettings } | { known: false; reason: Message };

/** Whether the image carries Studio's idle check, or why that is not known. */
export type IdleCheck = { present: true } | { present: false; reason: Message };

/**
 * When the app stops. Studio's check takes the latest moment that anything it looks at moved and stops the app once
 * that is `timeoutMinutes` ago; it does not look at whether a kernel computes (fact sheet, section 0).
 *
 * `notBefore` is a moment that the check has seen already: what it found never goes down while the server runs.
 * The moment may be in the past: the app then stops as soon as Studio checks.
 */
export function idleVerdict(
  activity: ActivitySource[],
  settings: KnownSettings,
  check: IdleCheck,
  notBefore?: string,
): Idle['verdict'] {
  if (!settings.known) return { kind: 'unknown', reason: settings.reason };
  if (settings.settings.lifecycleManagement === 'DISABLED') return { kind: 'never', settings: settings.settings };
  if (!check.present) return { kind: 'unknown', reason: check.reason };
  const idleSince = lastActivity(activity, notBefore);
  if (idleSince === undefined) {
    return { kind: 'unknown', reason: say('nothing-active-yet') };
  }
  const stopsAt = new Date(Date.parse(idleSince) + settings.settings.timeoutMinutes * 60_000).toISOString();
  return { kind: 'stops', stopsAt, idleSince, settings: settings.settings };
}

/** The latest moment that anything moved, ISO 8601 in UTC with milliseconds. */
export function lastActivity(activity: ActivitySource[], notBefore?: string): string | undefined {
  const moments = [...activity.map((source) => source.lastActivity), notBefore].flatMap((moment) =>
    moment ? [Date.parse(moment)] : [],
  );
  return moments.length === 0 ? undefined : new Date(Math.max(...moments)).toISOString();
}

/**
 * Whether the idle check is in the image: SageMaker Distribution 2.0 and later have it, and any image with
 * `jupyter-activity-monitor-extension` 0.3.1 or later (AWS documentation, idle shutdown set-up).
 */
export function idleCheck(seen: { imageVersion?: string; activityMonitorVersion?: string }): IdleCheck {
  const { imageVersion, activityMonitorVersion } = seen;
  if (activityMonitorVersion !== undefined) {
    if (atLeast(activityMonitorVersion, [0, 3, 1])) return { present: true };
    return {
      present: false,
      reason: say('monitor-too-old', { version: activityMonitorVersion }),
    };
  }
  if (imageVersion !== undefined && atLeast(imageVersion, [2, 0, 0])) return { present: true };
  if (imageVersion !== undefined && /^\d/.test(imageVersion)) {
    return {
      present: false,
      reason: say('image-too-old', { version: imageVersion }),
    };
  }
  return {
    present: false,
    reason: say('monitor-missing'),
  };
}

/**
 * Whether Studio sees what goes on in a Code Editor app: SageMaker Distribution 2.0 and later have the editor's own idle
 * extension, which writes the last-active file when text, selection or editor change and when a terminal does, and
 * nothing else is looked at (source of aws/code-editor). Assumed: where that file is, so is the extension.
 */
export function editorIdleCheck(seen: { imageVersion?: string; lastActiveFile: 'there' | 'missing' }): IdleCheck {
  const { imageVersion, lastActiveFile } = seen;
  if (lastActiveFile === 'there') return { present: true };
  if (imageVersion !== undefined && atLeast(imageVersion, [2, 0, 0])) return { present: true };
  return {
    present: false,
    reason: say('editor-file-missing'),
  };
}

function atLeast(version: string, floor: number[]): boolean {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (const [index, wanted] of floor.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

import type { AppRecord } from '../state/records';

/**
 * What an app that is due becomes: Pending ends as InService or Failed, Deleting as Deleted, and the metadata of an
 * ended app is forgotten after 24 h (fact sheet, section 4).
 */
export function nextApp(app: AppRecord, forgottenAt: number): AppRecord | undefined {
  const ended = { due: forgottenAt, willFail: undefined };
  switch (app.Status) {
    case 'Pending':
      if (app.willFail === undefined) return { ...app, Status: 'InService', due: undefined };
      return { ...app, ...ended, Status: 'Failed', FailureReason: app.willFail };
    case 'Deleting':
      return { ...app, ...ended, Status: 'Deleted' };
    default:
      return undefined;
  }
}

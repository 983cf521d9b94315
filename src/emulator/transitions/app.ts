import type { AppRecord } from '../state/records';

/** When what begins now ends, in epoch milliseconds. */
interface Ends {
  forgottenAt: number;
  deletedAt: number;
}

/**
 * What an app that is due becomes: Pending ends as InService or Failed, one that has been idle for its time is stopped,
 * Deleting ends as Deleted, and the metadata of an ended app is forgotten after 24 h (fact sheet, section 4).
 */
export function nextApp(app: AppRecord, { forgottenAt, deletedAt }: Ends): AppRecord | undefined {
  const ended = { due: forgottenAt, willFail: undefined };
  switch (app.Status) {
    case 'Pending':
      if (app.willFail === undefined) return { ...app, Status: 'InService', due: undefined };
      return { ...app, ...ended, Status: 'Failed', FailureReason: app.willFail };
    case 'InService':
      return { ...app, Status: 'Deleting', due: deletedAt };
    case 'Deleting':
      return { ...app, ...ended, Status: 'Deleted' };
    default:
      return undefined;
  }
}

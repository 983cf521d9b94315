import { validationException } from '../errors';
import type { AppRecord } from '../state/records';

/**
 * An app that runs or starts can be deleted, whatever is left of one that ended cannot. The first sentence is AWS's,
 * of the second only "has already been deleted" is known (fact sheet, section 4). A second DeleteApp while
 * the first is at work is a wrong state, and so a ValidationException; the sentence is ours.
 */
export function requireStoppable(app: AppRecord): void {
  switch (app.Status) {
    case 'Failed':
      throw validationException(
        `App [${app.AppName}] previously failed and was automatically deleted. For tracking purposes, apps are available ` +
          'in the ListApps API results for only 24 hours after failure.',
      );
    case 'Deleted':
      throw validationException(`App [${app.AppName}] has already been deleted.`);
    case 'Deleting':
      throw validationException(`App [${app.AppName}] is already being deleted.`);
    default:
  }
}

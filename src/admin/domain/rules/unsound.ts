import type { Found } from '../resources/resource';

/**
 * Why what is there cannot be counted as it should be, whatever its settings say, and what to do; nothing where it can. An
 * update that failed is done again where settings differ.
 */
export function unsoundText({ status, failureReason }: Found, differs: boolean): string | undefined {
  if (status === 'Deleting') return 'is being deleted; run the command again when it is gone';
  if (!status.endsWith('Failed') || (status === 'Update_Failed' && differs)) return undefined;
  const why = failureReason === undefined ? '' : `: ${failureReason.replace(/\.$/, '')}`;
  const remedy = status === 'Update_Failed' ? 'correct that in AWS' : 'delete it in AWS, and run the command again';
  return `is ${status}${why}; ${remedy}`;
}

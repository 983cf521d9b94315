import type { TranslationBundle } from '@jupyterlab/translation';
import type { AppStatus } from '../../protocol/app';

/** The state of an app as its user knows it. AWS's own word goes into a tooltip. */
export function statusText(status: AppStatus, trans: TranslationBundle): string {
  switch (status) {
    case 'InService':
      return trans.__('Running');
    case 'Pending':
      return trans.__('Starting');
    case 'Deleting':
      return trans.__('Stopping');
    case 'Deleted':
      return trans.__('Stopped');
    case 'Failed':
      return trans.__('Failed');
  }
}

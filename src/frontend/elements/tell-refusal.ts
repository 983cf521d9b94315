import { showErrorMessage } from '@jupyterlab/apputils';
import { ClientError } from '../model/client';
import { withoutControls } from '../texts/careful';

/** Does what a command asks for. A refusal, for which there is no row to show it, is shown in a dialog. */
export async function tellRefusal(title: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const notice = error instanceof ClientError ? error.notice : undefined;
    const text = notice ? [notice.message, notice.remedy].filter(Boolean).join(' ') : undefined;
    await showErrorMessage(title, withoutControls(text ?? (error instanceof Error ? error.message : String(error))));
  }
}

import { showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ClientError } from '../model/client';
import { withoutControls } from '../texts/careful';
import { noticeText } from '../texts/notice-text';

/** Does what a command asks for. A refusal, for which there is no row to show it, is shown in a dialog. */
export async function tellRefusal(title: string, trans: TranslationBundle, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const text = error instanceof ClientError ? noticeText(error.notice, trans) : undefined;
    await showErrorMessage(title, withoutControls(text ?? (error instanceof Error ? error.message : String(error))));
  }
}

import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { CloneRepository } from '../../../protocol/repository-action';
import { CloneForm, type CloneQuestion } from './clone-form';

/** Asks into which folder, which branch and how much of its history is cloned. Nothing where the user thinks better of it. */
export async function askClone(question: CloneQuestion): Promise<CloneRepository | undefined> {
  const { repository, trans } = question;
  const answer = await showDialog({
    title: trans.__('Clone %1', repository.name),
    body: new CloneForm(question),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Clone') })],
    focusNodeSelector: 'input',
  });
  return answer.button.accept && answer.value ? { url: repository.url, ...answer.value } : undefined;
}

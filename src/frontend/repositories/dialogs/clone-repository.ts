import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { CloneRepository } from '../../../protocol/repository-action';
import { CloneForm, type CloneQuestion } from './clone-form';

/** Asks what is cloned, unless that is clear, and into which folder, which branch and how much of its history is cloned. Nothing where the user thinks better of it. */
export async function askClone(question: CloneQuestion): Promise<CloneRepository | undefined> {
  const { repository, trans } = question;
  const answer = await showDialog({
    title: repository ? trans.__('Clone %1', repository.name) : trans.__('Clone a repository'),
    body: new CloneForm(question),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Clone') })],
    focusNodeSelector: 'input',
  });
  return answer.button.accept ? (answer.value ?? undefined) : undefined;
}

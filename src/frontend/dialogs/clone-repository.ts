import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Repository } from '../../protocol/repository';
import type { CloneRepository, GitCredentials, RepositoryAccess } from '../../protocol/repository-action';
import { CloneForm } from './clone-form';

export interface CloneQuestion {
  repository: Repository;
  access: RepositoryAccess;
  /** Where the file browser is, and the folders that it shows there. */
  folder: string;
  folders: string[];
  /** The server has refused before: credentials are in view at once. */
  refused: 'before' | 'never';
  branches(credentials: GitCredentials | undefined): Promise<{ branches: string[]; default?: string | undefined }>;
  trans: TranslationBundle;
}

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

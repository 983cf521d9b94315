import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { GitCredentials, RepositoryAccess } from '../../../protocol/repository-action';
import { setAcceptable } from '../../elements/accept-button';
import { CredentialsFields, credentialsOf, isWhole, nothingTyped, type Typed } from './credentials-fields';

/** Asks for a user name and a token. Nothing where the user thinks better of it, or types only half. */
export async function askCredentials(
  access: RepositoryAccess,
  trans: TranslationBundle,
): Promise<GitCredentials | undefined> {
  const answer = await showDialog({
    title: trans.__('Sign in to %1', access.host),
    body: new CredentialsForm(access, trans),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Try again') })],
    focusNodeSelector: 'input',
  });
  return answer.button.accept ? (answer.value ?? undefined) : undefined;
}

class CredentialsForm extends ReactWidget implements Dialog.IBodyWidget<GitCredentials | undefined> {
  #typed: Typed = nothingTyped;

  constructor(
    private readonly access: RepositoryAccess,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('studiolo-LaunchForm');
  }

  getValue(): GitCredentials | undefined {
    return credentialsOf(this.#typed, this.access);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, isWhole(this.#typed, 'wanted'));
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        access={this.access}
        trans={this.trans}
        onChange={(typed) => {
          this.#typed = typed;
          this.#judge();
        }}
      />
    );
  }
}

interface FormProps {
  access: RepositoryAccess;
  trans: TranslationBundle;
  onChange: (typed: Typed) => void;
}

function Form({ access, onChange, trans }: FormProps) {
  const [typed, setTyped] = React.useState(nothingTyped);
  const change = (next: Typed) => {
    setTyped(next);
    onChange(next);
  };
  return <CredentialsFields access={access} trans={trans} typed={typed} onChange={change} />;
}

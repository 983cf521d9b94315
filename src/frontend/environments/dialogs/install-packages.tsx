import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { Environment } from '../../../protocol/environment';
import { InstallPackages } from '../../../protocol/environment-action';
import { setAcceptable } from '../../elements/accept-button';
import { Foreign } from '../../elements/foreign';
import { ruleText } from '../../texts/rule-text';
import { packageWords } from './package-words';

/** Asks what to install, until it can be asked of the agent. Nothing where the user thinks better of it. */
export async function askInstall(
  environment: Environment,
  trans: TranslationBundle,
): Promise<InstallPackages | undefined> {
  const { name, prefix, protected: guarded } = environment;
  let packages = '';
  let trouble: string | undefined;
  for (;;) {
    const answer = await showDialog({
      title: trans.__('Install into %1', name),
      body: new PackagesForm(packages, warningOf(environment, trans), trouble, trans),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        guarded
          ? Dialog.warnButton({ label: trans.__('Install into %1', name), accept: true })
          : Dialog.okButton({ label: trans.__('Install') }),
      ],
      focusNodeSelector: 'input',
    });
    if (!answer.button.accept) return undefined;
    packages = answer.value ?? '';
    const asked = { prefix, packages: packageWords(packages), ...(guarded && { confirmed: 'protected' }) };
    const parsed = InstallPackages.safeParse(asked);
    if (parsed.success) return parsed.data;
    trouble = ruleText(parsed.error, trans);
  }
}

function warningOf({ persistent, protected: guarded }: Environment, trans: TranslationBundle): string | undefined {
  const lost = trans.__('Not saved: packages installed here are lost at restart.');
  if (!guarded) return persistent ? undefined : lost;
  const shared =
    guarded === 'base'
      ? trans.__('This is conda’s own environment. A wrong package can break conda.')
      : trans.__('JupyterLab runs in this environment. A wrong package can break it.');
  return persistent ? shared : `${shared} ${lost}`;
}

class PackagesForm extends ReactWidget implements Dialog.IBodyWidget<string> {
  constructor(
    private packages: string,
    private readonly warning: string | undefined,
    private readonly trouble: string | undefined,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('studiolo-LaunchForm');
  }

  getValue(): string {
    return this.packages;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, this.packages.trim() !== '');
  }

  protected override render(): React.JSX.Element {
    return (
      <>
        {this.trouble !== undefined && (
          <p role="alert" className="studiolo-Wrong">
            <Foreign>{this.trouble}</Foreign>
          </p>
        )}
        {this.warning !== undefined && <p>{this.warning}</p>}
        <label>
          {this.trans.__('Packages, separated by spaces (pandas>=2 conda-forge::xgboost)')}
          <input
            name="packages"
            defaultValue={this.packages}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              this.packages = event.target.value;
              this.#judge();
            }}
          />
        </label>
      </>
    );
  }
}

import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { Environment } from '../../../protocol/environment';
import { CreateEnvironment } from '../../../protocol/environment-action';
import { plainText } from '../../../protocol/plain-text';
import { setAcceptable } from '../../elements/accept-button';
import { Foreign } from '../../elements/foreign';
import { ruleText } from '../../texts/rule-text';
import { packageWords } from './package-words';

/** What has been written so far. */
export interface Draft {
  from: CreateEnvironment['from'];
  name: string;
  packages: string;
  file: string;
  prefix: string;
}

interface Asked {
  draft: Draft;
  environments: Environment[];
  trans: TranslationBundle;
}

/** Asks for a new environment until what is written can be asked of the agent. Nothing where the user thinks better of it. */
export async function askNewEnvironment({ draft, environments, trans }: Asked): Promise<CreateEnvironment | undefined> {
  let trouble: string | undefined;
  for (;;) {
    const answer = await showDialog({
      title: trans.__('New conda environment'),
      body: new NewEnvironmentForm(draft, environments, trouble, trans),
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Create') })],
      focusNodeSelector: 'input[name="name"]',
    });
    if (!answer.button.accept || !answer.value) return undefined;
    draft = answer.value;
    const parsed = CreateEnvironment.safeParse(requestOf(draft));
    if (parsed.success) return parsed.data;
    trouble = ruleText(parsed.error, trans);
  }
}

function requestOf({ file, from, name, packages, prefix }: Draft): unknown {
  switch (from) {
    case 'packages':
      return { from, name: name.trim(), packages: packageWords(packages) };
    case 'file':
      return { from, file: file.trim(), ...(name.trim() && { name: name.trim() }) };
    case 'clone':
      return { from, name: name.trim(), prefix };
  }
}

/** Whether nothing that is wanted is empty; a file may bring its own name. */
function isFilledIn({ file, from, name, packages, prefix }: Draft): boolean {
  const wanted = { packages: [name, packages], file: [file], clone: [name, prefix] }[from];
  return wanted.every((text) => text.trim() !== '');
}

class NewEnvironmentForm extends ReactWidget implements Dialog.IBodyWidget<Draft> {
  constructor(
    private draft: Draft,
    private readonly environments: Environment[],
    private readonly trouble: string | undefined,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('studiolo-LaunchForm');
  }

  getValue(): Draft {
    return this.draft;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, isFilledIn(this.draft));
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        first={this.draft}
        environments={this.environments}
        trouble={this.trouble}
        trans={this.trans}
        onChange={(draft) => {
          this.draft = draft;
          this.#judge();
        }}
      />
    );
  }
}

interface FormProps {
  first: Draft;
  environments: Environment[];
  trouble: string | undefined;
  trans: TranslationBundle;
  onChange: (draft: Draft) => void;
}

function Form({ environments, first, onChange, trans, trouble }: FormProps) {
  const [draft, setDraft] = React.useState(first);
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange(next);
  };
  const ways: [Draft['from'], string][] = [
    ['packages', trans.__('Packages')],
    ['file', trans.__('environment.yml')],
    ['clone', trans.__('Another environment')],
  ];
  return (
    <>
      {trouble !== undefined && (
        <p role="alert" className="studiolo-Wrong">
          <Foreign>{trouble}</Foreign>
        </p>
      )}
      <label>
        {draft.from === 'file' ? trans.__('Name (optional: the file’s own)') : trans.__('Name')}
        <input
          name="name"
          value={draft.name}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
      </label>
      <fieldset className="studiolo-Ways">
        <legend>{trans.__('Create from')}</legend>
        {ways.map(([from, label]) => (
          <label key={from}>
            <input type="radio" name="from" checked={draft.from === from} onChange={() => change({ from })} />
            {label}
          </label>
        ))}
      </fieldset>
      {draft.from === 'packages' && (
        <label>
          {trans.__('Packages, separated by spaces (python=3.12 ipykernel pandas>=2)')}
          <textarea
            name="packages"
            rows={3}
            value={draft.packages}
            spellCheck={false}
            onChange={(event) => change({ packages: event.target.value })}
          />
        </label>
      )}
      {draft.from === 'file' && (
        <label>
          {trans.__('File (path in the file browser)')}
          <input
            name="file"
            value={draft.file}
            spellCheck={false}
            onChange={(event) => change({ file: event.target.value })}
          />
        </label>
      )}
      {draft.from === 'clone' && (
        <label>
          {trans.__('Environment to clone')}
          <select value={draft.prefix} onChange={(event) => change({ prefix: event.target.value })}>
            {environments.map(({ name, prefix, pythonVersion }) => (
              <option key={prefix} value={prefix}>
                {plainText(
                  [name, pythonVersion && trans.__('Python %1', pythonVersion), prefix].filter(Boolean).join(' · '),
                )}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="studiolo-Quiet">
        {trans.__('Saved on the home volume. With ipykernel, it also becomes a kernel.')}
      </p>
    </>
  );
}

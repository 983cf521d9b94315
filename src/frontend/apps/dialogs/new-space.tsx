import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { Notice } from '../../../protocol/notice';
import type { CreateSpace } from '../../../protocol/space-action';
import { setAcceptable } from '../../elements/accept-button';
import { NoticeView } from '../../elements/notice-view';
import { type Filled, NumberField } from '../../elements/number-field';
import { spaceNameTrouble } from '../space-name';

/** What the form begins with. */
export type Beginning = { [Field in keyof CreateSpace]?: CreateSpace[Field] | undefined };

interface Asked {
  draft: Beginning;
  /** Names of spaces that there are. */
  taken: string[];
  /** Why what was asked for before was refused. */
  trouble: Notice | undefined;
  trans: TranslationBundle;
}

interface Draft {
  spaceName: string;
  appType: CreateSpace['appType'];
  volumeGb: Filled;
}

/** Asks what a new space is to be called, what runs in it, and how large its volume is. */
export async function askNewSpace(asked: Asked): Promise<CreateSpace | undefined> {
  const { trans } = asked;
  const answer = await showDialog({
    title: trans.__('New space'),
    body: new NewSpaceForm(asked),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Create') })],
    focusNodeSelector: 'input',
  });
  if (!answer.button.accept || !answer.value) return undefined;
  const { appType, spaceName, volumeGb } = answer.value;
  return { appType, spaceName, ...(typeof volumeGb === 'number' && { volumeGb }) };
}

class NewSpaceForm extends ReactWidget implements Dialog.IBodyWidget<Draft> {
  #draft: Draft;

  constructor(private readonly asked: Asked) {
    super();
    this.addClass('studiolo-LaunchForm');
    const { appType = 'JupyterLab', spaceName = '', volumeGb } = asked.draft;
    this.#draft = { appType, spaceName, volumeGb };
  }

  getValue(): Draft {
    return this.#draft;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    const { spaceName, volumeGb } = this.#draft;
    const { taken, trans } = this.asked;
    const named = spaceName !== '' && spaceNameTrouble(spaceName, taken, trans) === undefined;
    setAcceptable(this.node, named && volumeGb !== 'wrong');
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        {...this.asked}
        first={this.#draft}
        onChange={(draft) => {
          this.#draft = draft;
          this.#judge();
        }}
      />
    );
  }
}

function Form({ draft: { volumeGb }, first, onChange, taken, trans, trouble }: Asked & FormProps) {
  const [draft, setDraft] = React.useState(first);
  const id = React.useId();
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    onChange(next);
  };
  const wrong = spaceNameTrouble(draft.spaceName, taken, trans);
  return (
    <>
      {trouble && <NoticeView notice={trouble} trans={trans} />}
      <label>
        {trans.__('Name')}
        <input
          name="name"
          value={draft.spaceName}
          spellCheck={false}
          autoComplete="off"
          required
          // By which JupyterLab's dialog takes no Enter key for an answer.
          pattern="[a-zA-Z0-9](-*[a-zA-Z0-9])*"
          aria-invalid={wrong !== undefined}
          aria-describedby={id}
          onChange={(event) => change({ spaceName: event.target.value })}
        />
        <span id={id} role="status" className={wrong === undefined ? 'studiolo-Quiet' : 'studiolo-Wrong'}>
          {wrong ?? trans.__('Letters, digits and hyphens, up to 63 characters. It can’t be changed later.')}
        </span>
      </label>
      <label>
        {trans.__('Application')}
        <select
          value={draft.appType}
          onChange={(event) => change({ appType: event.target.value === 'CodeEditor' ? 'CodeEditor' : 'JupyterLab' })}
        >
          <option value="JupyterLab">{trans.__('JupyterLab')}</option>
          <option value="CodeEditor">{trans.__('Code Editor')}</option>
        </select>
      </label>
      <NumberField
        label={trans.__('Storage (GB)')}
        hint={trans.__('Optional: your domain’s default size if empty. It can be made larger later, not smaller.')}
        value={undefined}
        typed={volumeGb}
        min={5}
        max={16_384}
        onChange={(filled) => change({ volumeGb: filled })}
      />
      <p className="studiolo-Quiet">
        {trans.__('The space is private to you. Storage is charged even when nothing runs.')}
      </p>
    </>
  );
}

interface FormProps {
  first: Draft;
  onChange: (draft: Draft) => void;
}

import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { SpaceOptions, UpdateSpace } from '../../../protocol/launch';
import { setAcceptable } from '../../elements/accept-button';
import { durationText } from '../../texts/duration';

type Change = Omit<UpdateSpace, 'spaceName'>;

/** Asks for another idle time or a larger volume. Nothing where the user thinks better of it, or changes nothing. */
export async function askSpaceSettings(
  options: SpaceOptions,
  trans: TranslationBundle,
): Promise<UpdateSpace | undefined> {
  const { spaceName } = options;
  const answer = await showDialog({
    title: trans.__('Idle time and storage of %1', spaceName),
    body: new SpaceForm(options, trans),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Save') })],
    focusNodeSelector: 'input',
  });
  const change = answer.value ?? {};
  const changed = change.idleMinutes !== undefined || change.volumeGb !== undefined;
  return answer.button.accept && changed ? { spaceName, ...change } : undefined;
}

class SpaceForm extends ReactWidget implements Dialog.IBodyWidget<Change> {
  #change: Change = {};

  constructor(
    private readonly options: SpaceOptions,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('studiolo-LaunchForm');
  }

  getValue(): Change {
    return this.#change;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, this.#change.idleMinutes !== undefined || this.#change.volumeGb !== undefined);
  }

  protected override render(): React.JSX.Element {
    const { idle, idleMinutesOfSpace, volume } = this.options;
    const { trans } = this;
    const keep = (part: Change) => {
      this.#change = { ...this.#change, ...part };
      this.#judge();
    };
    return (
      <>
        {idle?.lifecycleManagement === 'ENABLED' ? (
          <NumberField
            label={trans.__('Idle timeout (minutes)')}
            hint={trans.__(
              '%1 to %2',
              durationText((idle.minMinutes ?? 60) * 60_000, trans),
              durationText((idle.maxMinutes ?? 525_600) * 60_000, trans),
            )}
            value={idleMinutesOfSpace ?? idle.timeoutMinutes}
            min={idle.minMinutes ?? 60}
            max={idle.maxMinutes ?? 525_600}
            onChange={(idleMinutes) => keep({ idleMinutes })}
          />
        ) : (
          <p>{trans.__('Idle shutdown is off here.')}</p>
        )}
        {volume && (
          <NumberField
            label={trans.__('Storage (GB)')}
            hint={trans.__('Up to %1. A volume can’t be made smaller.', volume.maximum)}
            value={volume.gigabytes}
            min={volume.gigabytes}
            max={volume.maximum}
            onChange={(volumeGb) => keep({ volumeGb })}
          />
        )}
      </>
    );
  }
}

interface NumberFieldProps {
  label: string;
  hint: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number | undefined) => void;
}

/** A whole number within limits. What is not changed is not told; what is not allowed is, and refused with the reason. */
function NumberField({ hint, label, max, min, onChange, value }: NumberFieldProps) {
  const [text, setText] = React.useState(String(value));
  const id = React.useId();
  const number = Number(text);
  const allowed = Number.isInteger(number) && number >= min && number <= max;
  const change = (next: string) => {
    setText(next);
    const told = Number(next);
    onChange(Number.isInteger(told) && told !== value ? told : undefined);
  };
  return (
    <label>
      {label}
      <input
        type="number"
        value={text}
        min={min}
        max={max}
        step={1}
        aria-invalid={!allowed}
        aria-describedby={id}
        onChange={(event) => change(event.target.value)}
      />
      <span id={id} className={allowed ? 'studiolo-Quiet' : 'studiolo-Wrong'}>
        {hint}
      </span>
    </label>
  );
}

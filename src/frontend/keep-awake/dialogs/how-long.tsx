import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { AskKeepAwake, KeepAwakePolicy } from '../../../protocol/keep-awake';
import { setAcceptable } from '../../elements/accept-button';
import { durationText } from '../../texts/duration';

interface Asked {
  policy: KeepAwakePolicy;
  /** What is offered first, in hours. */
  hours: number;
  trans: TranslationBundle;
}

const MINUTES_OF_DAY = 24 * 60;

/** Asks for how long, and why, the app is to be kept awake. Nothing where the user thinks better of it, or may not. */
export async function askHowLong(asked: Asked): Promise<AskKeepAwake | undefined> {
  const { policy, trans } = asked;
  const title = trans.__('Keep this app awake');
  const cancel = Dialog.cancelButton({ label: trans.__('Cancel') });
  if (policy.askedHours <= 0) {
    await showDialog({ title, body: offText(policy, trans), buttons: [Dialog.okButton({ label: trans.__('Close') })] });
    return undefined;
  }
  const body = new HowLongForm(asked);
  const answer = await showDialog({
    title,
    body,
    buttons: [cancel, Dialog.okButton({ label: trans.__('Keep awake') })],
    focusNodeSelector: 'select',
  });
  return answer.button.accept ? (answer.value ?? undefined) : undefined;
}

/** Why a user cannot ask for it. */
export function offText({ setBy }: KeepAwakePolicy, trans: TranslationBundle): string {
  return setBy === 'administrator'
    ? trans.__('Your administrator has turned off keeping apps awake.')
    : trans.__('Keeping apps awake is turned off here.');
}

/** The lengths of time that are offered, in minutes: round ones that the policy allows, and the longest. */
export function offered({ askedHours }: KeepAwakePolicy): number[] {
  const longest = Math.floor(askedHours * 60);
  const round = [1, 2, 4, 8, 12, 24, 48].map((hours) => hours * 60).filter((minutes) => minutes < longest);
  return [...round, longest];
}

/** Minutes from `now` until a time of day, `18:30`: tomorrow's where today's has passed. */
export function minutesUntil(time: string, now: Date): number | undefined {
  const parts = /^(\d{2}):(\d{2})/.exec(time);
  if (!parts) return undefined;
  const until = Number(parts[1]) * 60 + Number(parts[2]) - (now.getHours() * 60 + now.getMinutes());
  return until > 0 ? until : until + MINUTES_OF_DAY;
}

class HowLongForm extends ReactWidget implements Dialog.IBodyWidget<AskKeepAwake | undefined> {
  readonly #first: number;
  #answer: AskKeepAwake | undefined;

  constructor(private readonly asked: Asked) {
    super();
    this.addClass('studiolo-LaunchForm');
    const choices = offered(asked.policy);
    const wanted = asked.hours * 60;
    this.#first = choices.findLast((minutes) => minutes <= wanted) ?? choices[0] ?? 1;
    this.#answer = { minutes: this.#first };
  }

  getValue(): AskKeepAwake | undefined {
    return this.#answer;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, this.#answer !== undefined);
  }

  protected override render(): React.JSX.Element {
    return (
      <Form
        {...this.asked}
        first={this.#first}
        onChange={(answer) => {
          this.#answer = answer;
          this.#judge();
        }}
      />
    );
  }
}

interface FormProps extends Asked {
  /** Minutes. */
  first: number;
  /** Nothing while no time is chosen that is allowed. */
  onChange: (answer: AskKeepAwake | undefined) => void;
}

function Form({ first, onChange, policy, trans }: FormProps) {
  const [choice, setChoice] = React.useState(String(first));
  const [time, setTime] = React.useState('');
  const [reason, setReason] = React.useState('');
  const hint = React.useId();
  const longest = Math.floor(policy.askedHours * 60);
  const until = minutesUntil(time, new Date());
  const allowed = until !== undefined && until <= longest;
  const tell = (part: { choice?: string; time?: string; reason?: string }) => {
    const next = { choice, time, reason, ...part };
    const minutes = next.choice === 'until' ? minutesUntil(next.time, new Date()) : Number(next.choice);
    const told = next.reason.trim();
    const answer = minutes !== undefined && minutes <= longest ? { minutes } : undefined;
    onChange(answer && { ...answer, ...(told !== '' && { reason: told }) });
  };
  return (
    <>
      <label>
        {trans.__('How long')}
        <select
          value={choice}
          onChange={({ target }) => {
            setChoice(target.value);
            tell({ choice: target.value });
          }}
        >
          {offered(policy).map((minutes) => (
            <option key={minutes} value={minutes}>
              {durationText(minutes * 60_000, trans)}
            </option>
          ))}
          <option value="until">{trans.__('Until…')}</option>
        </select>
      </label>
      {choice === 'until' && (
        <label>
          {trans.__('Until')}
          <input
            type="time"
            value={time}
            aria-describedby={hint}
            aria-invalid={time !== '' && !allowed}
            onChange={({ target }) => {
              setTime(target.value);
              tell({ time: target.value });
            }}
          />
          <span id={hint} className={time === '' || allowed ? 'studiolo-Quiet' : 'studiolo-Wrong'}>
            {until === undefined
              ? trans.__('Within the next %1', durationText(longest * 60_000, trans))
              : trans.__(
                  'In %1 (up to %2 allowed)',
                  durationText(until * 60_000, trans),
                  durationText(longest * 60_000, trans),
                )}
          </span>
        </label>
      )}
      <label>
        {trans.__('Reason (optional, visible to administrators)')}
        <input
          type="text"
          maxLength={200}
          value={reason}
          onChange={({ target }) => {
            setReason(target.value);
            tell({ reason: target.value });
          }}
        />
      </label>
    </>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';
import type { KeepAwake } from '../../protocol/keep-awake';
import { useActing } from '../elements/acting';
import { commandIds } from '../elements/command-ids';
import { openRowMenu } from '../elements/row-menu';
import { TextButton } from '../elements/text-button';
import { durationText } from '../texts/duration';

interface KeepAwakeButtonsProps {
  keepAwake: KeepAwake;
  /** For how many hours at one click. */
  hours: () => Promise<number>;
  commands: CommandRegistry;
  trans: TranslationBundle;
}

/** Keeps this app awake at one click, for another time by the arrow beside it; or changes that, and ends it. */
export function KeepAwakeButtons({ commands, hours, keepAwake, trans }: KeepAwakeButtonsProps) {
  const { act, busy } = useActing();
  const [preferred, prefer] = React.useState<number>();
  React.useEffect(() => {
    void hours().then(prefer);
  }, [hours]);
  const { asked, policy } = keepAwake;
  const ask = (minutes?: number) =>
    act(() => commands.execute(commandIds.keepAwake, minutes === undefined ? {} : { minutes }));
  if (asked)
    return (
      <>
        <TextButton disabled={busy} onClick={() => ask()}>
          {trans.__('Change…')}
        </TextButton>
        <TextButton disabled={busy} onClick={() => act(() => commands.execute(commandIds.release))}>
          {trans.__('Stop keeping awake')}
        </TextButton>
      </>
    );
  if (policy.askedHours <= 0 || preferred === undefined) return null;
  const minutes = Math.floor(Math.min(policy.askedHours, preferred) * 60);
  return (
    <span className="studiolo-Split">
      <TextButton disabled={busy} onClick={() => ask(minutes)}>
        {trans.__('Keep awake %1', durationText(minutes * 60_000, trans))}
      </TextButton>
      <button
        type="button"
        className="studiolo-TextButton"
        aria-label={trans.__('Keep awake for another time')}
        title={trans.__('Keep awake for another time')}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { bottom, left } = currentTarget.getBoundingClientRect();
          const label = trans.__('Keep awake');
          openRowMenu({ commands, label, items: choices(policy.askedHours, trans) }, { x: left, y: bottom });
        }}
      >
        <caretDownIcon.react tag="span" width="12px" />
      </button>
    </span>
  );
}

/** Round times that are allowed, and any other, which is asked for. */
function choices(askedHours: number, trans: TranslationBundle) {
  const hours = [1, 2, 4, 8, 12, 24].filter((one) => one <= askedHours);
  return [
    ...hours.map((one) => ({
      command: commandIds.keepAwake,
      args: { minutes: one * 60 },
      label: durationText(one * 3_600_000, trans),
    })),
    { command: commandIds.keepAwake, args: {}, label: trans.__('Another Time…') },
  ];
}

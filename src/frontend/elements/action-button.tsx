import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { RowAction } from './row-action';
import { RowButton } from './row-button';
import { TextButton } from './text-button';

interface ActionButtonProps<Subject> {
  action: RowAction<Subject>;
  subject: Subject;
  /** What the subject is called. */
  name: string;
  /** At rest it can be used; at work, it is itself what goes on; else something else is. */
  state: 'at-rest' | 'at-work' | 'waiting';
  act: () => void;
  trans: TranslationBundle;
}

/** The button of an action in its row; nothing where the action has none. */
export function ActionButton<Subject>({ act, action, name, state, subject, trans }: ActionButtonProps<Subject>) {
  const { button } = action;
  if (!button) return null;
  const label = button.label(trans, name, subject);
  const disabled = state !== 'at-rest';
  const main = action.main;
  if ('icon' in button)
    return <RowButton icon={button.icon} label={label} disabled={disabled} main={main} onClick={act} />;
  return (
    <TextButton label={label} disabled={disabled} main={main} tabIndex={-1} onClick={act}>
      {state === 'at-work' ? button.atWork(trans) : button.text(trans)}
    </TextButton>
  );
}

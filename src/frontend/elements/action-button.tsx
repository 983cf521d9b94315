import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { RowAction } from './row-action';
import { RowButton } from './row-button';

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
  if ('icon' in button) return <RowButton icon={button.icon} label={label} disabled={disabled} onClick={act} />;
  return (
    <button
      type="button"
      className="studiolo-TextButton"
      aria-disabled={disabled}
      aria-label={label}
      title={label}
      onClick={disabled ? undefined : act}
    >
      {state === 'at-work' ? button.atWork(trans) : button.text(trans)}
    </button>
  );
}

import type { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { Picture } from './picture';

interface RowButtonProps {
  icon: LabIcon;
  /** What it does, and to what: there are many of its kind. */
  label: string;
  disabled: boolean;
  /** What the Enter key does in its row. */
  main?: true | undefined;
  /** 0 where no list leads to it by the arrow keys. */
  tabIndex?: 0;
  onClick: () => void;
}

/** A small button in a row, reached by the arrow keys. Disabled, it can still be reached and says what it would do. */
export function RowButton({ disabled, icon, label, main, onClick, tabIndex }: RowButtonProps) {
  return (
    <button
      type="button"
      className="studiolo-IconButton"
      tabIndex={tabIndex ?? -1}
      data-main={main}
      aria-disabled={disabled}
      title={label}
      aria-label={label}
      onClick={disabled ? undefined : onClick}
    >
      <Picture icon={icon} width="16px" />
    </button>
  );
}

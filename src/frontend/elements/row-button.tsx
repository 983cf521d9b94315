import type { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

interface RowButtonProps {
  icon: LabIcon;
  /** What it does, and to what: there are many of its kind. */
  label: string;
  disabled: boolean;
  onClick: () => void;
}

/** A small button at the end of a row. Disabled, it can still be reached and says what it would do. */
export function RowButton({ disabled, icon, label, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      className="studiolo-IconButton"
      aria-disabled={disabled}
      title={label}
      aria-label={label}
      onClick={disabled ? undefined : onClick}
    >
      <icon.react tag="span" width="16px" />
    </button>
  );
}

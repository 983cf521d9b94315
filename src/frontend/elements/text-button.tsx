import * as React from 'react';

interface TextButtonProps {
  /** What it does and to what, where the words alone do not say. */
  label?: string;
  disabled?: boolean;
  /** What the Enter key does in its row. */
  main?: true | undefined;
  /** -1 in a row, whose buttons are reached by the arrow keys. */
  tabIndex?: -1;
  onClick: () => void;
  children: React.ReactNode;
}

/** A button with words. Disabled, it can still be reached. */
export function TextButton({ children, disabled = false, label, main, onClick, tabIndex }: TextButtonProps) {
  return (
    <button
      type="button"
      className="studiolo-TextButton"
      tabIndex={tabIndex}
      data-main={main}
      aria-disabled={disabled}
      aria-label={label}
      title={label}
      onClick={disabled ? undefined : onClick}
    >
      {children}
    </button>
  );
}

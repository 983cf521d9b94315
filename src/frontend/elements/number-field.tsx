import * as React from 'react';

/** What a field holds: a number other than the one it began with, nothing new, or what is not allowed. */
export type Filled = number | undefined | 'wrong';

interface NumberFieldProps {
  label: string;
  hint: string;
  /** Absent: the field may stay empty. */
  value: number | undefined;
  /** What was typed into it before. */
  typed?: number | undefined;
  min: number;
  max: number;
  onChange: (filled: Filled) => void;
}

/** A whole number within limits. What is not changed is not told; what is not allowed is marked, with the reason. */
export function NumberField({ hint, label, max, min, onChange, typed, value }: NumberFieldProps) {
  const first = value === undefined ? '' : String(value);
  const [text, setText] = React.useState(typed === undefined ? first : String(typed));
  const id = React.useId();
  const filledBy = (typed: string): Filled => {
    if (typed === first) return undefined;
    const number = Number(typed);
    return typed !== '' && Number.isInteger(number) && number >= min && number <= max ? number : 'wrong';
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
        aria-invalid={filledBy(text) === 'wrong'}
        aria-describedby={id}
        onChange={(event) => {
          setText(event.target.value);
          onChange(filledBy(event.target.value));
        }}
      />
      <span id={id} className={filledBy(text) === 'wrong' ? 'studiolo-Wrong' : 'studiolo-Quiet'}>
        {hint}
      </span>
    </label>
  );
}

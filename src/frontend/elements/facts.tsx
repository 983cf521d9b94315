import * as React from 'react';

/** Names and values, a pair a line. */
export function Facts({ children }: { children: React.ReactNode }) {
  return <dl className="studiolo-Facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

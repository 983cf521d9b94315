import * as React from 'react';
import { plainLines } from '../../protocol/plain-text';
import { withoutControls } from '../texts/careful';

/**
 * A text that somebody else wrote: the name of a notebook, branch, space or repository, a message of git or AWS. What it
 * would have the page obey is shown, and its direction of writing stays its own.
 */
export function Foreign({ children }: { children: string | undefined }) {
  return children === undefined ? null : <bdi>{withoutControls(children)}</bdi>;
}

/** The same for a log, line by line. */
export function ForeignLines({ children }: { children: readonly string[] }) {
  return children.map((line, at) => (
    <React.Fragment key={at}>
      {at > 0 && '\n'}
      <bdi>{plainLines(line)}</bdi>
    </React.Fragment>
  ));
}

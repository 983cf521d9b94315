import type { TranslationBundle } from '@jupyterlab/translation';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import { Foreign } from './foreign';
import { useKeptFocus } from './kept-focus';
import { NoStop } from './one-stop';
import { Picture } from './picture';
import { atRightClick, openRowMenu, type RowMenu } from './row-menu';

interface RowProps {
  name: string;
  /** More of it, for who points at the name. */
  hint?: string | undefined;
  /** Before the name: a state, a picture. */
  mark?: React.ReactNode;
  /** After the name, in the same line. */
  words?: React.ReactNode;
  /** At the end of the line, in figures below each other. */
  figure?: React.ReactNode;
  /** Buttons that come into view when the row is pointed at or has the focus. */
  buttons?: React.ReactNode;
  /** A button that is always in view. */
  offer?: React.ReactNode;
  /** A second line. */
  detail?: React.ReactNode;
  /** What goes on or is wrong, below. */
  children?: React.ReactNode;
  /** Absent, there is nothing to be done with it. */
  menu?: (() => RowMenu) | undefined;
  /** Something goes on that must end before anything else is done. */
  waiting: boolean;
  /** How it is marked, e.g. while something goes on with it. */
  className?: string;
  trans: TranslationBundle;
}

/** A row of a list: one line or two, what can be done with it at its end. Its menu opens by ⋯, right click and Shift+F10. */
export function Row(props: RowProps) {
  const {
    buttons,
    children,
    className = '',
    detail,
    figure,
    hint,
    mark,
    menu,
    name,
    offer,
    trans,
    waiting,
    words,
  } = props;
  const open = (place: { x: number; y: number }) => {
    if (menu && !waiting) openRowMenu(menu(), place);
  };
  const label = trans.__('Actions for %1', name);
  return (
    <div
      className={`studiolo-Row ${detail === undefined ? '' : 'studiolo-mod-two'} ${waiting ? 'studiolo-mod-waiting' : ''} ${className}`}
      role="row"
      ref={useKeptFocus<HTMLDivElement>()}
      tabIndex={-1}
      data-row={plainText(name)}
      onContextMenu={atRightClick(open)}
    >
      <div className="studiolo-Row-line" role="gridcell">
        <span className="studiolo-Row-mark" aria-hidden="true">
          {mark}
        </span>
        <span
          className="studiolo-Name"
          title={plainText(hint?.includes(name) ? hint : [name, hint].filter(Boolean).join(' · '))}
        >
          <Foreign>{name}</Foreign>
        </span>
        <span className="studiolo-Row-words">{words}</span>
        <span className="studiolo-Row-figure">{figure}</span>
      </div>
      <div className="studiolo-Row-actions" role="gridcell">
        <span className="studiolo-Row-buttons">{buttons}</span>
        {offer}
        {menu && (
          <button
            type="button"
            className="studiolo-IconButton"
            tabIndex={-1}
            aria-haspopup="menu"
            aria-disabled={waiting}
            aria-label={label}
            title={label}
            onClick={({ currentTarget }) => {
              const { bottom, left } = currentTarget.getBoundingClientRect();
              open({ x: left, y: bottom });
            }}
          >
            <Picture icon={ellipsesIcon} width="16px" />
          </button>
        )}
      </div>
      {detail !== undefined && (
        <div className="studiolo-Row-detail" role="gridcell">
          {detail}
        </div>
      )}
      {hasContent(children) && (
        <NoStop className="studiolo-Row-below" role="gridcell">
          {children}
        </NoStop>
      )}
    </div>
  );
}

const hasContent = (children: React.ReactNode) => React.Children.toArray(children).length > 0;

import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Cost } from '../../protocol/cost';
import { moneyText } from '../texts/money';

interface StoppedRowProps {
  count: number;
  costs: Cost | undefined;
  open: boolean;
  onToggle: () => void;
  trans: TranslationBundle;
}

/** `▸ Stopped (2) · storage $18/mo`: unfolds the rows of what is stopped. */
export function StoppedRow({ costs, count, onToggle, open, trans }: StoppedRowProps) {
  const perMonth = costs?.storage?.perMonth;
  const storage =
    costs && perMonth !== undefined ? trans.__('storage %1/mo', moneyText(perMonth, costs.currency)) : undefined;
  const Caret = open ? caretDownIcon : caretRightIcon;
  return (
    <div className="studiolo-Row" role="row" tabIndex={-1} data-row={trans.__('Stopped')}>
      <div className="studiolo-Row-line" role="gridcell">
        <button type="button" className="studiolo-Fold" tabIndex={-1} data-main aria-expanded={open} onClick={onToggle}>
          <Caret.react tag="span" width="16px" />
          {trans.__('Stopped (%1)', count)}
          {storage !== undefined && (
            <span className="studiolo-Quiet" title={storage}>
              {' · '}
              {storage}
            </span>
          )}
        </button>
      </div>
    </div>
  );
}

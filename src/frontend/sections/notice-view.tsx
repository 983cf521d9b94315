import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { copyIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Notice } from '../../protocol/notice';

/** What is wrong or missing, and what to do; an IAM action to allow can be copied. */
export function NoticeView({ notice, trans }: { notice: Notice; trans: TranslationBundle }) {
  const { action, code, message, remedy } = notice;
  const quiet = code === 'not-in-studio' || code === 'uncertain';
  return (
    <div
      className={`studiolo-Notice ${quiet ? 'studiolo-mod-quiet' : 'studiolo-mod-trouble'}`}
      role={quiet ? 'note' : 'alert'}
    >
      <span>{message}</span>
      {remedy && <span> {remedy}</span>}
      {action && (
        <span className="studiolo-Notice-action">
          {trans.__('To allow:')} <code>{action}</code>
          <button
            type="button"
            className="studiolo-IconButton"
            title={trans.__('Copy %1', action)}
            aria-label={trans.__('Copy %1', action)}
            onClick={() => Clipboard.copyToSystem(action)}
          >
            <copyIcon.react tag="span" width="14px" />
          </button>
        </span>
      )}
    </div>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Notice } from '../../protocol/notice';
import { worded } from '../../protocol/worded';
import { CopyButton } from './copy-button';
import { Foreign } from './foreign';

interface NoticeViewProps {
  notice: Notice;
  trans: TranslationBundle;
  /** What helps. */
  children?: React.ReactNode;
}

/** What is wrong or missing, and what to do; an IAM action to allow can be copied. */
export function NoticeView({ children, notice, trans }: NoticeViewProps) {
  const { action, code, message, remedy } = notice;
  const quiet = code === 'not-in-studio' || code === 'uncertain';
  return (
    <div
      className={`studiolo-Notice ${quiet ? 'studiolo-mod-quiet' : 'studiolo-mod-trouble'}`}
      role={quiet ? 'note' : 'alert'}
    >
      <span>{worded(message, trans)}</span>
      {remedy && <span> {worded(remedy, trans)}</span>}
      {action && (
        <span className="studiolo-Notice-action">
          {trans._n('Missing permission:', 'Missing permissions:', 1)}{' '}
          <code>
            <Foreign>{action}</Foreign>
          </code>
          <CopyButton text={action} trans={trans} />
        </span>
      )}
      {children}
    </div>
  );
}

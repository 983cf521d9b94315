import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Notice } from '../../protocol/notice';
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
      <span>
        <Foreign>{message}</Foreign>
      </span>
      {remedy && (
        <span>
          {' '}
          <Foreign>{remedy}</Foreign>
        </span>
      )}
      {action && (
        <span className="studiolo-Notice-action">
          {trans.__('Missing permission:')}{' '}
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

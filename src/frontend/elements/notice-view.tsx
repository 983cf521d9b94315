import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Notice } from '../../protocol/notice';
import { CopyButton } from './copy-button';
import { Foreign } from './foreign';

/** What is wrong or missing, and what to do; an IAM action to allow can be copied. */
export function NoticeView({ notice, trans }: { notice: Notice; trans: TranslationBundle }) {
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
          {trans.__('To allow:')}{' '}
          <code>
            <Foreign>{action}</Foreign>
          </code>
          <CopyButton text={action} trans={trans} />
        </span>
      )}
    </div>
  );
}

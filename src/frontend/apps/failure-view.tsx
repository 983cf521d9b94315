import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { AppFailure } from '../../protocol/launch';
import { CopyButton } from '../elements/copy-button';
import { Foreign, ForeignLines } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { noticeKey } from '../texts/notice-text';

/** Why an app failed, the log streams that tell more, and their last lines where they may be read. */
export function FailureView({ failure, trans }: { failure: AppFailure; trans: TranslationBundle }) {
  // What stands against reading several streams is told once, after them.
  const notices = new Map(failure.streams.flatMap(({ notice }) => (notice ? [[noticeKey(notice), notice]] : [])));
  return (
    <div className="studiolo-Failure" role="status">
      <p>
        <Foreign>{failure.reason ?? trans.__('Studio gave no reason.')}</Foreign>
      </p>
      <p className="studiolo-Quiet">{trans.__('Logs in %1:', failure.logGroup)}</p>
      {failure.streams.map(({ name, lines }) => (
        <div key={name}>
          <code>
            <Foreign>{name}</Foreign>
          </code>
          <CopyButton text={name} trans={trans} />
          {lines.length > 0 && (
            <pre tabIndex={0} aria-label={trans.__('Last lines of %1', name)}>
              <ForeignLines>{lines}</ForeignLines>
            </pre>
          )}
        </div>
      ))}
      {[...notices].map(([key, notice]) => (
        <NoticeView key={key} notice={notice} trans={trans} />
      ))}
    </div>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import type { Repository } from '../../protocol/repository';
import { fullTime } from '../texts/clock-time';
import { worded } from '../../protocol/worded';
import { noticeText } from '../texts/notice-text';
import { workingTreeParts } from './working-tree-line';

interface WorkingTreeViewProps {
  repository: Repository;
  /** How long ago the server was asked. */
  fetched: string | undefined;
  trans: TranslationBundle;
}

/** `main ✓`, `main · 2 changed · 3 behind`. In full, with when the server was last asked, for who points at it. */
export function WorkingTreeView({ fetched, repository: { workingTree }, trans }: WorkingTreeViewProps) {
  if (!workingTree) return <span>{trans.__('Reading…')}</span>;
  if (workingTree.kind === 'unknown') {
    const { reason, remedy } = workingTree;
    return (
      <span className="studiolo-Wrong" title={noticeText({ code: 'failed', message: reason, remedy }, trans)}>
        {trans.__('can’t be read: %1', worded(reason, trans).replace(/\.$/, ''))}
      </span>
    );
  }
  const { fetchedAt } = workingTree;
  const { parts, whole } = workingTreeParts(workingTree, fetched, trans);
  return (
    <span
      title={plainText(
        [...whole, fetchedAt && trans.__('Last fetched %1', fullTime(fetchedAt))].filter(Boolean).join(' · '),
      )}
    >
      {parts.map((part, at) => (
        <React.Fragment key={at}>
          {at > 0 && ' · '}
          <bdi>{part}</bdi>
        </React.Fragment>
      ))}
    </span>
  );
}

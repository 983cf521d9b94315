import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import type { Repository } from '../../protocol/repository';
import type { Snapshot } from '../../protocol/snapshot';
import { Foreign } from '../elements/foreign';
import { fullTime } from '../texts/clock-time';
import { workingTreeParts } from './working-tree-line';

interface WorkingTreeViewProps {
  repository: Repository;
  snapshot: Snapshot;
  trans: TranslationBundle;
}

/** `main ✓`, `main · 2 changed · 3 behind`. In full, with when the server was last asked, for who points at it. */
export function WorkingTreeView({ repository: { workingTree }, snapshot, trans }: WorkingTreeViewProps) {
  if (!workingTree) return <span>{trans.__('Reading…')}</span>;
  const now = new Date(snapshot.takenAt);
  if (workingTree.kind === 'unknown') {
    const { reason, remedy } = workingTree;
    return (
      <span className="studiolo-Wrong" title={plainText([reason, remedy].filter(Boolean).join(' '))}>
        <Foreign>{trans.__('can’t be read: %1', reason)}</Foreign>
      </span>
    );
  }
  const { fetchedAt } = workingTree;
  const { parts, whole } = workingTreeParts(workingTree, now, trans);
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

import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import * as React from 'react';
import type { Section } from '../../protocol/notice';
import type { Snapshot } from '../../protocol/snapshot';
import type { SnapshotModel, View } from '../model/snapshot-model';
import { clockTime, fullTime } from '../texts/clock-time';
import { NoticeView } from './notice-view';
import { noticeKey } from '../texts/notice-text';

/** What every section is shown with. */
export interface SectionProps {
  model: SnapshotModel;
  trans: TranslationBundle;
  translator: ITranslator;
  /** The application's commands. */
  commands: CommandRegistry;
}

/** Older than this, what a section shows says from when it is. */
const STALE_MS = 5 * 60_000;

/**
 * Renders `children` with what the model knows now, and again whenever that changes. Hundreds of rows take longer than a
 * frame: they are rendered in between others, so that the panel scrolls on meanwhile.
 */
export function WithView({ model, children }: { model: SnapshotModel; children: Render }) {
  return (
    <UseSignal signal={model.changed} initialArgs={model.view}>
      {(_, view) => <Deferred view={view ?? {}} render={children} />}
    </UseSignal>
  );
}

type Render = (view: View) => React.JSX.Element;

function Deferred({ view, render }: { view: View; render: Render }) {
  return <Rendered view={React.useDeferredValue(view)} render={render} />;
}

/** Until the deferred view has caught up, there is nothing new to render. */
const Rendered = React.memo(
  function Rendered({ view, render }: { view: View; render: Render }) {
    return render(view);
  },
  (one, other) => one.view === other.view,
);

interface SectionViewProps<T> {
  view: View;
  /** Which part of the snapshot this section shows. */
  of: (snapshot: Snapshot) => Section<T>;
  trans: TranslationBundle;
  children: (value: T, snapshot: Snapshot) => React.ReactNode;
}

/** A section in any of its states: loading, missing, or there: wholly, or in part with notices. The head tells of trouble. */
export function SectionView<T>({ view: { snapshot, trouble }, of, trans, children }: SectionViewProps<T>) {
  if (!snapshot) {
    return trouble ? (
      <p className="studiolo-Quiet">{trans.__('Not loaded.')}</p>
    ) : (
      <p className="studiolo-Quiet" role="status" aria-busy="true">
        {trans.__('Loading…')}
      </p>
    );
  }
  const section = of(snapshot);
  // A missing permission is named in the head, once for the whole panel.
  const notices = section.notices.filter(
    (notice, index, all) =>
      !(notice.code === 'permission' && notice.action) &&
      all.findIndex((other) => noticeKey(other) === noticeKey(notice)) === index,
  );
  return (
    <>
      {section.state === 'ready' && (
        <>
          {children(section.value, snapshot)}
          <Age learntAt={section.learntAt} takenAt={snapshot.takenAt} trans={trans} />
        </>
      )}
      {section.state === 'missing' && notices.length === 0 && (
        <p className="studiolo-Quiet">{trans.__('Not available: permission missing.')}</p>
      )}
      {notices.map((notice) => (
        <NoticeView key={noticeKey(notice)} notice={notice} trans={trans} />
      ))}
    </>
  );
}

function Age({ learntAt, takenAt, trans }: { learntAt: string; takenAt: string; trans: TranslationBundle }) {
  if (Date.parse(takenAt) - Date.parse(learntAt) < STALE_MS) return null;
  return (
    <p className="studiolo-Quiet" title={fullTime(learntAt)}>
      {trans.__('As of %1', clockTime(learntAt, new Date(takenAt)))}
    </p>
  );
}

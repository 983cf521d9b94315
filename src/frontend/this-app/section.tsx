import * as React from 'react';
import { SectionView, WithView } from '../elements/section';
import { isOutside } from '../model/outside';
import { AppFacts } from './facts';
import type { ThisAppProps } from './props';
import { ResourcesView } from './resources';
import { StopView } from './stop-view';

/** When this app stops and why, what it uses, and what it is. */
export function ThisAppSection(props: ThisAppProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => {
        const { snapshot } = view;
        return (
          <>
            {snapshot && !isOutside(snapshot) && (
              <SectionView view={view} of={({ idle }) => idle} trans={trans}>
                {(idle) => <StopView {...props} idle={idle} snapshot={snapshot} skew={view.skew ?? 0} />}
              </SectionView>
            )}
            {snapshot && !isOutside(snapshot) && <ResourcesView {...props} />}
            {(!snapshot || snapshot.thisApp.state === 'missing' || snapshot.idle.state === 'missing') && (
              <SectionView view={view} of={({ thisApp }) => thisApp} trans={trans}>
                {(app, { takenAt }) => <AppFacts app={app} now={new Date(takenAt)} trans={trans} />}
              </SectionView>
            )}
          </>
        );
      }}
    </WithView>
  );
}

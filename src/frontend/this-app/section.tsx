import * as React from 'react';
import { OneStop } from '../elements/one-stop';
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
        const { earlier, snapshot } = view;
        // What the page remembers of before has no stop: it will be told in a moment, and takes less room.
        const alone = snapshot?.thisApp.state === 'missing' || (snapshot?.idle.state === 'missing' && !earlier);
        return (
          <OneStop>
            {snapshot && !isOutside(snapshot) && (
              <SectionView view={view} of={({ idle }) => idle} trans={trans}>
                {(idle) => <StopView {...props} idle={idle} snapshot={snapshot} skew={view.skew ?? 0} />}
              </SectionView>
            )}
            {snapshot && !isOutside(snapshot) && <ResourcesView {...props} />}
            {(!snapshot || alone) && (
              <SectionView view={view} of={({ thisApp }) => thisApp} trans={trans}>
                {(app, { takenAt }) => <AppFacts app={app} now={new Date(takenAt)} trans={trans} />}
              </SectionView>
            )}
          </OneStop>
        );
      }}
    </WithView>
  );
}

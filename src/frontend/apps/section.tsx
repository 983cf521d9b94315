import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App } from '../../protocol/app';
import { appId } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import { SectionView, WithView } from '../elements/section';
import { CostView } from './cost-view';
import { placeId, placesOf } from './place';
import type { AppsProps } from './props';
import { AppRow } from './row';
import { SpaceRow } from './space-row';

/** Every app of the user in the domain, those that cost money first, and the spaces in which there is none. */
export function AppsSection(props: AppsProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.apps} trans={trans}>
          {(apps, snapshot) => <Apps apps={apps} snapshot={snapshot} {...props} />}
        </SectionView>
      )}
    </WithView>
  );
}

function Apps({ apps, snapshot, ...props }: AppsProps & { apps: App[]; snapshot: Snapshot }) {
  const { trans } = props;
  const costs = snapshot.cost.state === 'ready' ? snapshot.cost.value.apps : [];
  const byApp = new Map(costs.map((cost) => [appId(cost.key), cost]));
  return (
    <>
      <p className="studiolo-Quiet">
        {apps.length === 0 ? trans.__('Nothing of yours is running.') : summaryText(apps, trans)}
      </p>
      {apps.length > 0 && <CostView section={snapshot.cost} now={new Date(snapshot.takenAt)} trans={trans} />}
      <ul className="studiolo-List">
        {placesOf(snapshot).map((place) => {
          const { app, space } = place;
          const key = placeId(place);
          if (!app) return space && <SpaceRow key={key} space={space} snapshot={snapshot} {...props} />;
          const cost = byApp.get(appId(app.key));
          return (
            <AppRow
              key={key}
              app={app}
              snapshot={snapshot}
              {...(space && { space })}
              {...(cost && { cost })}
              {...props}
            />
          );
        })}
      </ul>
    </>
  );
}

/** `6 apps, 5 of them billed by the hour`. */
function summaryText(apps: App[], trans: TranslationBundle): string {
  const billed = apps.filter((app) => app.billed).length;
  const all = trans._n('%1 app', '%1 apps', apps.length);
  return billed === 0
    ? trans.__('%1, not billed by the hour', all)
    : trans.__('%1, %2 billed by the hour', all, billed);
}

import * as React from 'react';
import { appId } from '../../protocol/app-identity';
import type { Snapshot } from '../../protocol/snapshot';
import { List } from '../elements/list';
import { SectionView, WithView } from '../elements/section';
import { nameOf, type Place, placesOf } from './place';
import type { AppsProps } from './props';
import { AppRow } from './row';
import { inOrder, placeKey, type Standing } from './standing';
import { StoppedRow } from './stopped-row';

/** Every app of the user: what runs, what failed, and, folded up, what is stopped. */
export function AppsSection(props: AppsProps) {
  const { model, trans } = props;
  return (
    <WithView model={model}>
      {(view) => (
        <SectionView view={view} of={(snapshot) => snapshot.apps} trans={trans}>
          {(_, snapshot) => <Apps snapshot={snapshot} {...props} />}
        </SectionView>
      )}
    </WithView>
  );
}

function Apps({ snapshot, ...props }: AppsProps & { snapshot: Snapshot }) {
  const { trans } = props;
  const [open, setOpen] = React.useState(false);
  const places = placesOf(snapshot);
  const stands = props.standings.of(snapshot);
  const costs = snapshot.cost.state === 'ready' ? snapshot.cost.value : undefined;
  const byApp = new Map(costs?.apps.map((cost) => [appId(cost.key), cost]));
  const that = (standing: Standing) =>
    inOrder(
      places.filter((place) => stands.get(placeKey(place)) === standing),
      nameOf,
    );
  const row = (place: Place) => (
    <AppRow
      key={placeKey(place)}
      place={place}
      cost={place.app && byApp.get(appId(place.app.key))}
      snapshot={snapshot}
      {...props}
    />
  );
  const stopped = that('stopped');
  if (places.length === 0) return <p className="studiolo-Quiet">{trans.__('You have no apps or spaces.')}</p>;
  return (
    <List label={trans.__('My apps')}>
      {that('running').map(row)}
      {that('failed').map(row)}
      {stopped.length > 0 && (
        <StoppedRow count={stopped.length} costs={costs} open={open} onToggle={() => setOpen(!open)} trans={trans} />
      )}
      {open && stopped.map(row)}
    </List>
  );
}

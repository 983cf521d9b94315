import * as React from 'react';
import type { Snapshot } from '../../protocol/snapshot';
import { List } from '../elements/list';
import { SectionView, WithView } from '../elements/section';
import { useShared } from '../elements/use-shared';
import type { AppsProps } from './props';
import { AppRow } from './row';
import { inOrder, entryKey, type ListGroup } from './list-group';
import { type ShownApp, shownApps } from './shown-app';
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
  const apps = useShared(snapshot, (from) => shownApps(from, trans));
  const stands = props.groups.of(snapshot);
  const costs = snapshot.cost.state === 'ready' ? snapshot.cost.value : undefined;
  const that = (group: ListGroup) => inOrder(apps.filter(({ entry }) => stands.get(entryKey(entry)) === group));
  const row = (shown: ShownApp) => <AppRow key={entryKey(shown.entry)} {...shown} {...props} />;
  const stopped = that('stopped');
  if (apps.length === 0) return <p className="studiolo-Quiet">{trans.__('You have no apps or spaces.')}</p>;
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

import { PanelWithToolbar, ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Widget } from '@lumino/widgets';
import * as React from 'react';
import { appCommands, newSpace, showCosts } from '../apps/commands';
import { AppCounts } from '../apps/counts';
import type { AppsProps } from '../apps/props';
import { AppsSection } from '../apps/section';
import { Foreign } from '../elements/foreign';
import { creating } from '../environments/commands';
import type { EnvironmentsProps } from '../environments/props';
import { EnvironmentsSection } from '../environments/section';
import type { SnapshotModel } from '../model/snapshot-model';
import { cloneByAddress } from '../repositories/commands';
import type { RepositoriesProps } from '../repositories/props';
import { RepositoriesSection } from '../repositories/section';
import type { ThisAppProps } from '../this-app/props';
import { ThisAppSection } from '../this-app/section';
import type { Snapshot } from '../../protocol/snapshot';
import { commandButton, menuButton } from './menus';

/** What each section is shown with. */
export interface SectionParts {
  thisApp: ThisAppProps;
  apps: AppsProps;
  environments: EnvironmentsProps;
  repositories: RepositoriesProps;
}

/** Tells a section from the others. */
export type SectionId = keyof SectionParts;

export interface PanelSection {
  id: SectionId;
  title: string;
  /** Outside Studio, there is nothing for it to show. */
  needs: 'studio' | 'nothing';
  element: React.JSX.Element;
  /** Beside the title: how many there are. */
  counts: (snapshot: Snapshot) => React.ReactNode;
  /** At the end of the title. */
  button?: Widget;
}

/** The sections of the panel, in the order in which they stand. */
export function sectionsOf(parts: SectionParts, commands: CommandRegistry, trans: TranslationBundle): PanelSection[] {
  const offered = [appCommands.start.id, appCommands.open.id, newSpace, appCommands.change.id, showCosts];
  return [
    {
      id: 'thisApp',
      title: trans.__('This app'),
      needs: 'studio',
      element: <ThisAppSection {...parts.thisApp} />,
      counts: ({ thisApp }) => thisApp.state === 'ready' && <Foreign>{thisApp.value.instanceType}</Foreign>,
    },
    {
      id: 'apps',
      title: trans.__('My apps'),
      needs: 'studio',
      element: <AppsSection {...parts.apps} />,
      counts: (snapshot) => <AppCounts snapshot={snapshot} trans={trans} />,
      button: menuButton(
        commands,
        trans.__('Actions for my apps'),
        offered.map((command) => ({ command, args: {} })),
      ),
    },
    {
      id: 'environments',
      title: trans.__('Environments'),
      needs: 'nothing',
      element: <EnvironmentsSection {...parts.environments} />,
      counts: ({ environments }) => environments.state === 'ready' && environments.value.length,
      button: commandButton(commands, trans.__('New environment…'), creating.new),
    },
    {
      id: 'repositories',
      title: trans.__('Repositories'),
      needs: 'studio',
      element: <RepositoriesSection {...parts.repositories} />,
      counts: ({ repositories }) => repositories.state === 'ready' && repositories.value.length,
      button: commandButton(commands, trans.__('Clone a repository…'), cloneByAddress),
    },
  ];
}

/** A section as JupyterLab's side panels have them: what it holds, with a toolbar in its title. */
export function sectionWidget(
  { button, counts, element, title }: PanelSection,
  model: SnapshotModel,
): PanelWithToolbar {
  const panel = new PanelWithToolbar();
  panel.addClass('studiolo-Section');
  panel.title.label = title;
  panel.addWidget(contentOf(element));
  const counted = ReactWidget.create(<Counted model={model} counts={counts} />);
  counted.addClass('studiolo-Counts');
  panel.toolbar.addItem('counts', counted);
  if (button) panel.toolbar.addItem('button', button);
  return panel;
}

function Counted({ counts, model }: Pick<PanelSection, 'counts'> & { model: SnapshotModel }) {
  return (
    <UseSignal signal={model.changed} initialArgs={model.view}>
      {(_, view) => <>{view?.snapshot && counts(view.snapshot)}</>}
    </UseSignal>
  );
}

/** A widget that shows an element. */
export function contentOf(element: React.JSX.Element): ReactWidget {
  const widget = ReactWidget.create(element);
  widget.addClass('studiolo-Content');
  return widget;
}

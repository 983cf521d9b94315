import { ServerConnection } from '@jupyterlab/services';
import { ReactWidget, type SidePanel } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { App, AppKey } from '../protocol/app';
import type { Snapshot } from '../protocol/snapshot';
import { Client } from './client';
import { confirmStop } from './dialogs/stop-app';
import { EnvironmentHandlers } from './environments/handlers';
import { Fitting } from './fitting';
import { SnapshotModel } from './model';
import type { PanelServices } from './panel';
import { idOf } from './sections/app-place';
import { AppsSection } from './sections/apps-section';
import { EnvironmentsSection } from './sections/environments-section';
import { Head, isOutside, Refresher } from './sections/head';
import { RepositoriesSection } from './sections/repositories-section';
import type { SectionProps } from './sections/section';
import { ThisAppSection } from './sections/this-app-section';

export interface Furnishing {
  refresh(): Promise<void>;
  /** Asks the user first. */
  stopApp(key: AppKey): Promise<void>;
  /** What the commands of environments do. */
  environments: EnvironmentHandlers;
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** Fills the panel with its sections, all of which show one model. */
export function furnish(panel: SidePanel, services: PanelServices): Furnishing {
  const { app, fileBrowser, translator, trans } = services;
  const settings: ServerConnection.ISettings = app.serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl, trans);
  const model = new SnapshotModel({ client, kernelSpecs: app.serviceManager.kernelspecs });
  const props: SectionProps = {
    model,
    trans,
    translator,
    fileBrowser,
    contents: app.serviceManager.contents,
    commands: app.commands,
    activate: (id) => app.shell.activateById(id),
  };
  const fitting = new Fitting(panel.content);
  const show = (section: React.FunctionComponent<SectionProps>, ...classes: string[]) => {
    const ref = (content: Element | null) => content && fitting.watch(content);
    const widget = ReactWidget.create(
      React.createElement('div', { className: 'studiolo-Content', ref }, React.createElement(section, props)),
    );
    for (const name of classes) widget.addClass(name);
    return widget;
  };

  panel.header.addWidget(show(Head, 'studiolo-Head'));
  panel.toolbar.addItem('refresh', show(Refresher, 'studiolo-Refresher'));
  const sections = [
    { title: trans.__('This app'), section: ThisAppSection, needs: 'studio' },
    { title: trans.__('My apps'), section: AppsSection, needs: 'studio' },
    { title: trans.__('Environments'), section: EnvironmentsSection, needs: 'nothing' },
    { title: trans.__('Repositories'), section: RepositoriesSection, needs: 'studio' },
  ].map(({ title, section, needs }) => {
    const widget = show(section, 'studiolo-Section');
    widget.title.label = title;
    // It scrolls, and may hold nothing else that takes the focus.
    widget.node.tabIndex = 0;
    panel.addWidget(widget);
    return { widget, needs };
  });
  const clearOutside = () => {
    if (!model.view.snapshot) return;
    model.changed.disconnect(clearOutside);
    if (isOutside(model.view.snapshot)) sections.forEach(({ widget, needs }) => needs === 'studio' && widget.dispose());
  };
  model.changed.connect(clearOutside);

  return {
    refresh: () => model.refresh('fresh'),
    stopApp: async (key) => {
      const { snapshot } = model.view;
      if (await confirmStop({ app: listed(snapshot, key), snapshot, trans, translator })) await model.apps.stop(key);
    },
    environments: new EnvironmentHandlers({ app, fileBrowser, model, trans }),
    setVisible: (visible) => model.setVisible(visible),
    dispose: () => {
      fitting.dispose();
      model.dispose();
    },
  };
}

/** The app as it is listed. Where the list is not known, no more is claimed of it than its key. */
function listed(snapshot: Snapshot | undefined, key: AppKey): App {
  const apps = snapshot?.apps.state === 'ready' ? snapshot.apps.value : [];
  const known = apps.find((app) => idOf(app.key) === idOf(key));
  return known ?? { key, status: 'InService', current: false, billed: false, classic: false };
}

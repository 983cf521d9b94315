import '../../style/panel.css';
import { ServerConnection } from '@jupyterlab/services';
import { ReactWidget, type SidePanel } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { AccordionPanel } from '@lumino/widgets';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import * as React from 'react';
import type { App, AppKey } from '../protocol/app';
import type { Snapshot } from '../protocol/snapshot';
import { stopTimeOf } from '../protocol/stop-time';
import { Client } from './client';
import { commandIds } from './command-ids';
import { confirmStop } from './dialogs/stop-app';
import { EnvironmentHandlers } from './environments/handlers';
import { Fitting } from './fitting';
import { SnapshotModel } from './model';
import { onRepository } from './on-repository';
import type { PanelServices, RepositoryCommand } from './panel';
import { RepositoryVerbs } from './repository-verbs';
import { Running } from './running';
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
  /** Brings into view why this app stops, or does not. */
  why(): void;
  /** Asks the user for what is not given. */
  onRepository(does: RepositoryCommand, given: ReadonlyPartialJSONObject): Promise<void>;
  /** What the commands of environments do. */
  environments: EnvironmentHandlers;
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** Fills the panel with its sections, all of which show one model. */
export function furnish(panel: SidePanel, services: PanelServices): Furnishing {
  const { app, documents, fileBrowser, stopWatch, translator, trans } = services;
  const settings: ServerConnection.ISettings = app.serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl, trans);
  const model = new SnapshotModel({ client, kernelSpecs: app.serviceManager.kernelspecs });
  const verbs = new RepositoryVerbs({
    model,
    fileBrowser,
    contents: app.serviceManager.contents,
    commands: app.commands,
    activate: (id) => app.shell.activateById(id),
    trans,
  });
  const props: SectionProps = {
    model,
    trans,
    translator,
    verbs,
    commands: app.commands,
    running: new Running({
      sessions: app.serviceManager.sessions,
      terminals: app.serviceManager.terminals,
      documents,
    }),
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
  const teach = () => {
    const { snapshot } = model.view;
    if (snapshot) stopWatch?.learn(stopTimeOf(snapshot.idle, snapshot.keepAwake, snapshot.takenAt));
  };
  model.changed.connect(teach);
  const renew = (_: unknown, { id, result }: CommandRegistry.ICommandExecutedArgs) => {
    if (id !== commandIds.keepAwake && id !== commandIds.release) return;
    const look = () => void model.refresh();
    result.then(look, look);
  };
  app.commands.commandExecuted.connect(renew);

  return {
    refresh: () => model.refresh('fresh'),
    stopApp: async (key) => {
      const { snapshot } = model.view;
      if (await confirmStop({ app: listed(snapshot, key), snapshot, trans, translator })) await model.apps.stop(key);
    },
    why: () => {
      const [thisApp] = sections;
      if (panel.content instanceof AccordionPanel) panel.content.expand(0);
      thisApp?.widget.node.scrollTo({ top: 0 });
      thisApp?.widget.node.focus();
    },
    onRepository: (does, given) => onRepository(verbs, does, given, trans),
    environments: new EnvironmentHandlers({ app, fileBrowser, model, trans }),
    setVisible: (visible) => model.setVisible(visible),
    dispose: () => {
      app.commands.commandExecuted.disconnect(renew);
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

import '../../../style/panel.css';
import { ServerConnection } from '@jupyterlab/services';
import { ReactWidget, type SidePanel } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { AccordionPanel } from '@lumino/widgets';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import * as React from 'react';
import { stopTimeOf } from '../../protocol/stop-time';
import type { AppVerb } from '../apps/command-ids';
import { AppVerbs } from '../apps/verbs';
import { Client } from '../model/client';
import { commandIds } from '../elements/command-ids';
import { EnvironmentHandlers } from '../environments/verbs';
import { Fitting } from './fitting';
import { SnapshotModel } from '../model/snapshot-model';
import { onRepository } from '../repositories/on-repository';
import type { PanelServices } from './panel';
import type { RepositoryCommand } from '../repositories/command-ids';
import { RepositoryVerbs } from '../repositories/verbs';
import { Running } from '../this-app/running';
import { AppsSection } from '../apps/section';
import { EnvironmentsSection } from '../environments/section';
import { Head, isOutside, Refresher } from './head';
import { RepositoriesSection } from '../repositories/section';
import type { SectionProps } from '../elements/section';
import { ThisAppSection } from '../this-app/section';
import { careful } from '../texts/careful';

export interface Furnishing {
  refresh(): Promise<void>;
  /** Asks the user for what is not given. */
  onApp(verb: AppVerb, given: ReadonlyPartialJSONObject): Promise<void>;
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
  const { app, documents, fileBrowser, stopWatch, translator } = services;
  const trans = careful(services.trans);
  const settings: ServerConnection.ISettings = app.serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl, trans);
  const model = new SnapshotModel({ client, kernelSpecs: app.serviceManager.kernelspecs });
  const appVerbs = new AppVerbs({ model, trans, translator });
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
    appVerbs,
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
    onApp: async (verb, given) => {
      await model.refresh('fresh');
      await appVerbs.run(verb, given);
    },
    why: () => {
      const [thisApp] = sections;
      if (panel.content instanceof AccordionPanel) panel.content.expand(0);
      thisApp?.widget.node.scrollTo({ top: 0 });
      thisApp?.widget.node.focus();
    },
    onRepository: async (does, given) => {
      await model.refresh();
      await onRepository(verbs, does, given, trans);
    },
    environments: new EnvironmentHandlers({ app, fileBrowser, model, trans }),
    setVisible: (visible) => model.setVisible(visible),
    dispose: () => {
      app.commands.commandExecuted.disconnect(renew);
      fitting.dispose();
      model.dispose();
    },
  };
}

import '../../../style/panel.css';
import { ServerConnection } from '@jupyterlab/services';
import { ReactWidget, type SidePanel } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { AccordionPanel, type Widget } from '@lumino/widgets';
import * as React from 'react';
import { stopTimeOf } from '../../protocol/stop-time';
import { AppRequests } from '../apps/requests';
import { AppVerbs } from '../apps/verbs';
import { commandIds } from '../elements/command-ids';
import { EnvironmentRequests } from '../environments/requests';
import { EnvironmentVerbs } from '../environments/verbs';
import { KeepAwakeView } from '../keep-awake/view';
import { Client } from '../model/client';
import { isOutside } from '../model/outside';
import { KeptSnapshot } from '../model/kept-snapshot';
import { SnapshotModel } from '../model/snapshot-model';
import { RepositoryRequests } from '../repositories/requests';
import { RepositoryVerbs } from '../repositories/verbs';
import { careful } from '../texts/careful';
import { Running } from '../this-app/running';
import { Fitting } from './fitting';
import { Head, Refresher } from './head';
import { type SectionId, sectionsOf } from './sections';
import type { Furnishing, PanelServices } from './services';

/** Fills the panel with its sections, all of which show one model. */
export function furnish(panel: SidePanel, services: PanelServices): Furnishing {
  const { app, documents, fileBrowser, stopWatch, translator } = services;
  const { commands, serviceManager } = app;
  const trans = careful(services.trans);
  const settings: ServerConnection.ISettings = serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl, trans);
  const kept = new KeptSnapshot(window.localStorage, settings.baseUrl);
  const model = new SnapshotModel({ client, kernelSpecs: serviceManager.kernelspecs, kept });
  const refresh = () => model.refresh();

  const requests = {
    apps: new AppRequests(client, (age) => model.refresh(age)),
    environments: new EnvironmentRequests(client, refresh, serviceManager.kernelspecs),
    repositories: new RepositoryRequests(client, refresh),
  };
  const verbs = {
    apps: new AppVerbs({ model, requests: requests.apps, trans, translator }),
    environments: new EnvironmentVerbs({ app, fileBrowser, model, requests: requests.environments, trans }),
    repositories: new RepositoryVerbs({
      model,
      requests: requests.repositories,
      createEnvironment: (asked) => requests.environments.create(asked),
      fileBrowser,
      contents: serviceManager.contents,
      commands,
      activate: (id) => app.shell.activateById(id),
      trans,
    }),
  };
  const every = { model, trans, translator, commands };
  const running = new Running({ sessions: serviceManager.sessions, terminals: serviceManager.terminals, documents });
  const sections = sectionsOf(
    {
      thisApp: {
        ...every,
        running,
        KeepAwakeView: (shown) => <KeepAwakeView {...shown} commands={commands} trans={trans} />,
      },
      apps: { ...every, requests: requests.apps, verbs: verbs.apps },
      environments: { ...every, requests: requests.environments, verbs: verbs.environments },
      repositories: { ...every, verbs: verbs.repositories },
    },
    trans,
  );

  const widgetOf = new Map<SectionId, Widget>();
  const fitting = new Fitting(panel.content, () => widgetOf.get('thisApp'));
  const show = (element: React.JSX.Element, className: string) => {
    const ref = (content: Element | null) => content && fitting.watch(content);
    const widget = ReactWidget.create(
      <div className="studiolo-Content" ref={ref}>
        {element}
      </div>,
    );
    widget.addClass(className);
    return widget;
  };
  panel.header.addWidget(show(<Head {...every} />, 'studiolo-Head'));
  panel.toolbar.addItem('refresh', show(<Refresher {...every} />, 'studiolo-Refresher'));
  for (const { element, id, title } of sections) {
    const widget = show(element, 'studiolo-Section');
    widget.title.label = title;
    // It scrolls, and may hold nothing else that takes the focus.
    widget.node.tabIndex = 0;
    panel.addWidget(widget);
    widgetOf.set(id, widget);
  }

  const clearOutside = () => {
    if (!model.view.snapshot) return;
    model.changed.disconnect(clearOutside);
    if (!isOutside(model.view.snapshot)) return;
    for (const { id, needs } of sections) if (needs === 'studio') widgetOf.get(id)?.dispose();
  };
  model.changed.connect(clearOutside);
  const teach = () => {
    const { earlier, snapshot } = model.view;
    if (snapshot && !earlier) stopWatch?.learn(stopTimeOf(snapshot.idle, snapshot.keepAwake, snapshot.takenAt));
  };
  model.changed.connect(teach);
  const renew = (_: unknown, { id, result }: CommandRegistry.ICommandExecutedArgs) => {
    if (id !== commandIds.keepAwake && id !== commandIds.release) return;
    const look = () => void model.refresh();
    result.then(look, look);
  };
  commands.commandExecuted.connect(renew);

  return {
    verbs,
    refresh: () => model.refresh('fresh'),
    why: () => {
      const thisApp = widgetOf.get('thisApp');
      const { content } = panel;
      if (!thisApp) return;
      if (content instanceof AccordionPanel) content.expand(content.widgets.indexOf(thisApp));
      thisApp.node.scrollTo({ top: 0 });
      thisApp.node.focus();
    },
    setVisible: (visible) => model.setVisible(visible),
    dispose: () => {
      commands.commandExecuted.disconnect(renew);
      fitting.dispose();
      model.dispose();
    },
  };
}

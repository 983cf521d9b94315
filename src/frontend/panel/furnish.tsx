import '../../../style/panel.css';
import { ServerConnection } from '@jupyterlab/services';
import type { SidePanel } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { AccordionPanel, type Widget } from '@lumino/widgets';
import * as React from 'react';
import { stopTimeOf } from '../../protocol/stop-time';
import { AppRequests } from '../apps/requests';
import { ListGroups } from '../apps/list-group';
import { AppVerbs } from '../apps/verbs';
import { commandIds } from '../elements/command-ids';
import { EnvironmentRequests } from '../environments/requests';
import { EnvironmentVerbs } from '../environments/verbs';
import { KeepAwakeButtons } from '../keep-awake/buttons';
import { KeepAwakeDetails } from '../keep-awake/details';
import { Client } from '../model/client';
import { isOutside } from '../model/outside';
import { KeptSnapshot } from '../model/kept-snapshot';
import { preferencesOf, settingsId } from '../model/settings';
import { SnapshotModel } from '../model/snapshot-model';
import { RepositoryRequests } from '../repositories/requests';
import { RepositoryVerbs } from '../repositories/verbs';
import { careful } from '../texts/careful';
import { DetailsWish } from '../this-app/details-wish';
import { ResourceModel } from '../this-app/resource-model';
import { Running } from '../this-app/running';
import { ThisAppVerbs } from '../this-app/verbs';
import { enlargingOf } from './enlarging';

import { Head } from './head';
import { JobNotifications } from './job-notifications';
import { contentOf, type SectionId, sectionsOf, sectionWidget } from './sections';
import type { Furnishing, PanelServices } from './services';
import { stopThisApp } from './stop-this-app';
import { oneStop } from './titles';
import { fillToolbar } from './toolbar';
import { unsavedDocuments } from './unsaved';
import { say } from '../../protocol/message';

/** Fills the panel with its sections, all of which show one model. */
export function furnish(panel: SidePanel, services: PanelServices): Furnishing {
  const { app, documents, fileBrowser, stopWatch, translator } = services;
  const { commands, serviceManager } = app;
  const trans = careful(services.trans);
  const settings: ServerConnection.ISettings = serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl);
  const kept = new KeptSnapshot(window.localStorage, settings.baseUrl, say('asking'));
  const model = new SnapshotModel({ client, kernelSpecs: serviceManager.kernelspecs, kept });
  // Before anything is drawn, so that what is drawn first has it.
  model.recall();
  const resources = new ResourceModel(client);
  const { kernels, sessions: labSessions, terminals } = serviceManager;
  const running = new Running({ sessions: labSessions, kernels, terminals, documents });
  const enlarging = enlargingOf(model, commands);
  const refresh = () => model.refresh();

  const requests = {
    apps: new AppRequests(client, (age) => model.refresh(age)),
    environments: new EnvironmentRequests(client, refresh, serviceManager.kernelspecs),
    repositories: new RepositoryRequests(client, refresh),
  };
  const verbs = {
    thisApp: new ThisAppVerbs({ model, resources, enlarging, running, details: () => why(), trans }),
    apps: new AppVerbs({
      model,
      requests: requests.apps,
      trans,
      translator,
      unsaved: () => unsavedDocuments(app.shell, documents),
    }),
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
  const preferences = services.settings?.load(settingsId).then(preferencesOf);
  const hours = async () => ((await preferences) ?? preferencesOf(undefined)).keepAwakeHours;
  const wish = new DetailsWish();
  const sections = sectionsOf(
    {
      thisApp: {
        ...every,
        resources,
        enlarging,
        running,
        wish,
        KeepAwakeButtons: (shown) => <KeepAwakeButtons {...shown} hours={hours} commands={commands} trans={trans} />,
        KeepAwakeDetails: (shown) => <KeepAwakeDetails {...shown} trans={trans} />,
        stopThisApp: (snapshot) => stopThisApp(snapshot, commands),
      },
      apps: { ...every, requests: requests.apps, verbs: verbs.apps, groups: new ListGroups() },
      environments: { ...every, requests: requests.environments, verbs: verbs.environments },
      repositories: { ...every, verbs: verbs.repositories },
    },
    commands,
    trans,
  );

  panel.header.addWidget(contentOf(<Head {...every} />));
  fillToolbar(panel.toolbar, { ...every, resources });
  const widgetOf = new Map<SectionId, Widget>();
  for (const section of sections) {
    const widget = sectionWidget(section, model);
    panel.addWidget(widget);
    widgetOf.set(section.id, widget);
  }
  const settleStops = panel.content instanceof AccordionPanel ? oneStop(panel.content) : undefined;

  const clearOutside = () => {
    if (!model.view.snapshot) return;
    model.changed.disconnect(clearOutside);
    if (!isOutside(model.view.snapshot)) return;
    for (const { id, needs } of sections) if (needs === 'studio') widgetOf.get(id)?.dispose();
    settleStops?.();
  };
  model.changed.connect(clearOutside);
  clearOutside();
  const teach = () => {
    const { earlier, snapshot } = model.view;
    if (snapshot && !earlier) stopWatch?.learn(stopTimeOf(snapshot.idle, snapshot.keepAwake, snapshot.takenAt));
  };
  model.changed.connect(teach);
  const jobs = new JobNotifications({ model, log: requests.environments, trans });
  const renew = (_: unknown, { id, result }: CommandRegistry.ICommandExecutedArgs) => {
    if (id !== commandIds.keepAwake && id !== commandIds.release) return;
    const look = () => void model.refresh();
    result.then(look, look);
  };
  commands.commandExecuted.connect(renew);

  let visible = false;
  /** Outside Studio nothing of it is shown. */
  const lookAtResources = () => {
    const { snapshot } = model.view;
    resources.setVisible(visible && snapshot !== undefined && !isOutside(snapshot));
  };
  model.changed.connect(lookAtResources);
  const why = () => {
    const { content } = panel;
    if (!(content instanceof AccordionPanel)) return;
    const at = content.widgets.findIndex((widget) => widget === widgetOf.get('thisApp'));
    if (at < 0) return;
    content.expand(at);
    wish.want();
    content.titles[at]?.scrollIntoView({ block: 'nearest' });
    content.titles[at]?.focus();
  };

  return {
    verbs,
    refresh: () => model.refresh('fresh'),
    why,
    setVisible: (now) => {
      visible = now;
      model.setVisible(now);
      lookAtResources();
    },
    dispose: () => {
      commands.commandExecuted.disconnect(renew);
      jobs.dispose();
      resources.dispose();
      model.dispose();
    },
  };
}

import { ReactWidget, refreshIcon, type SidePanel, ToolbarButton } from '@jupyterlab/ui-components';
import { ServerConnection } from '@jupyterlab/services';
import * as React from 'react';
import { Client } from './client';
import { SnapshotModel } from './model';
import type { PanelServices } from './panel';
import { AppsSection } from './sections/apps-section';
import { EnvironmentsSection } from './sections/environments-section';
import { RepositoriesSection } from './sections/repositories-section';
import type { SectionProps } from './sections/section';
import { ThisAppSection } from './sections/this-app-section';

export interface Furnishing {
  refresh(): Promise<void>;
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** Fills the panel with its sections, all of which show one model. */
export function furnish(panel: SidePanel, services: PanelServices): Furnishing {
  const { app, fileBrowser, translator, trans } = services;
  const settings: ServerConnection.ISettings = app.serviceManager.serverSettings;
  const client = new Client((url, init) => ServerConnection.makeRequest(url, init, settings), settings.baseUrl, trans);
  const model = new SnapshotModel({ client, kernelSpecs: app.serviceManager.kernelspecs });
  const props: SectionProps = { model, trans, translator, fileBrowser };

  const sections: [title: string, section: React.FunctionComponent<SectionProps>][] = [
    [trans.__('This app'), ThisAppSection],
    [trans.__('My apps'), AppsSection],
    [trans.__('Environments'), EnvironmentsSection],
    [trans.__('Repositories'), RepositoriesSection],
  ];
  for (const [title, section] of sections) {
    const widget = ReactWidget.create(React.createElement(section, props));
    widget.addClass('studiolo-Section');
    widget.title.label = title;
    panel.addWidget(widget);
  }
  panel.toolbar.addItem(
    'refresh',
    new ToolbarButton({ icon: refreshIcon, tooltip: trans.__('Refresh'), onClick: () => void model.refresh('fresh') }),
  );
  return {
    refresh: () => model.refresh('fresh'),
    setVisible: (visible) => model.setVisible(visible),
    dispose: () => model.dispose(),
  };
}

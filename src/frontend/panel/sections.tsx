import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { AppsProps } from '../apps/props';
import { AppsSection } from '../apps/section';
import type { EnvironmentsProps } from '../environments/props';
import { EnvironmentsSection } from '../environments/section';
import type { RepositoriesProps } from '../repositories/props';
import { RepositoriesSection } from '../repositories/section';
import type { ThisAppProps } from '../this-app/props';
import { ThisAppSection } from '../this-app/section';

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
}

/** The sections of the panel, in the order in which they stand. */
export function sectionsOf(parts: SectionParts, trans: TranslationBundle): PanelSection[] {
  return [
    { id: 'thisApp', title: trans.__('This app'), needs: 'studio', element: <ThisAppSection {...parts.thisApp} /> },
    { id: 'apps', title: trans.__('My apps'), needs: 'studio', element: <AppsSection {...parts.apps} /> },
    {
      id: 'environments',
      title: trans.__('Environments'),
      needs: 'nothing',
      element: <EnvironmentsSection {...parts.environments} />,
    },
    {
      id: 'repositories',
      title: trans.__('Repositories'),
      needs: 'studio',
      element: <RepositoriesSection {...parts.repositories} />,
    },
  ];
}

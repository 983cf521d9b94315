import type * as React from 'react';
import type { KeepAwake } from '../../protocol/keep-awake';
import type { Snapshot } from '../../protocol/snapshot';
import type { SectionProps } from '../elements/section';
import type { DetailsWish } from './details-wish';
import type { ResourceModel } from './resource-model';
import type { Running } from './running';

/** What can be done about a home volume that is too small. */
export interface Enlarging {
  mayEnlarge: () => boolean;
  enlarge: () => void;
}

/** What the section of this app is shown with. */
export interface ThisAppProps extends SectionProps {
  resources: ResourceModel;
  enlarging: Enlarging;
  running: Running;
  wish: DetailsWish;
  /** Keeps this app awake, and lets it go. */
  KeepAwakeButtons: React.FunctionComponent<{ keepAwake: KeepAwake }>;
  /** What keeps this app awake, what may, and what happened. */
  KeepAwakeDetails: React.FunctionComponent<{ keepAwake: KeepAwake; now: Date }>;
  /** Ends an app that never stops by itself; nothing where the user may not. */
  stopThisApp: (snapshot: Snapshot) => (() => void) | undefined;
}

import type * as React from 'react';
import type { KeepAwake } from '../../protocol/keep-awake';
import type { SectionProps } from '../elements/section';
import type { Running } from './running';

/** What the section of this app is shown with. */
export interface ThisAppProps extends SectionProps {
  running: Running;
  /** Shows what keeps this app awake, and what may. */
  KeepAwakeView: React.FunctionComponent<{ keepAwake: KeepAwake; now: Date }>;
}

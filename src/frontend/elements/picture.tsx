import type { LabIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

interface PictureProps {
  icon: LabIcon;
  width: string;
}

/**
 * One of JupyterLab's pictures, in a row of which there may be hundreds: drawn once. Each time it is drawn it connects itself
 * to a signal anew, for which it goes through all of the same picture.
 */
export const Picture = React.memo(function Picture({ icon, width }: PictureProps) {
  return <icon.react tag="span" width={width} />;
});

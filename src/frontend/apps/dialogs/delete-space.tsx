import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Space } from '../../../protocol/space';
import { confirmLoss } from '../../elements/type-to-confirm';

/** Asks whether a space shall be deleted. What was typed, which is its name; nothing where the user thinks better of it. */
export function confirmDelete({ spaceName, volumeGb }: Space, trans: TranslationBundle): Promise<string | undefined> {
  const told = (
    <p>
      <strong>
        {volumeGb === undefined
          ? trans.__('Its volume and all files on it are deleted.')
          : trans.__('Its volume of %1 GB and all files on it are deleted.', volumeGb)}
      </strong>{' '}
      {trans.__('This can’t be undone. Copy what you need first.')}
    </p>
  );
  const typing = { label: trans.__('Type %1 to delete it:', spaceName), wanted: spaceName };
  return confirmLoss({ title: trans.__('Delete space %1?', spaceName), told, verb: trans.__('Delete'), typing }, trans);
}

import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import type { LargestFolders, Volume } from '../../protocol/resources';
import { ButtonRow } from '../elements/button-row';
import { TextButton } from '../elements/text-button';
import { gibOfText } from '../texts/gibibytes';
import { FolderList } from './folder-list';
import type { Enlarging } from './props';

interface VolumeWarningProps {
  volume: Volume;
  folders: () => Promise<LargestFolders>;
  enlarging: Enlarging;
  trans: TranslationBundle;
}

/** That the home volume is nearly full, what fills it, and a way to make it larger. */
export function VolumeWarning({ enlarging, folders, trans, volume }: VolumeWarningProps) {
  const [open, setOpen] = React.useState(false);
  return (
    <div className="studiolo-Warning">
      <p role="status" title={plainText(volume.folder)}>
        {[
          trans.__('The home volume is nearly full: %1 free.', gibOfText(volume.freeBytes, volume.bytes, trans)),
          ...(enlarging.mayEnlarge() ? [] : [trans.__('Only the owner of this space can enlarge it.')]),
        ].join(' ')}
      </p>
      <ButtonRow label={trans.__('Home volume')}>
        <button type="button" className="studiolo-Fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          {trans.__('Largest folders')} <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        </button>
        {enlarging.mayEnlarge() && <TextButton onClick={() => enlarging.enlarge()}>{trans.__('Enlarge…')}</TextButton>}
      </ButtonRow>
      {open && <FolderList folders={folders} trans={trans} />}
    </div>
  );
}

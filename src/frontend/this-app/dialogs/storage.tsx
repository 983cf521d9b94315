import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { LargestFolders, Volume } from '../../../protocol/resources';
import { gibOfText } from '../../texts/gibibytes';
import { FolderList } from '../folder-list';

interface Shown {
  volume: Volume;
  folders: () => Promise<LargestFolders>;
  mayEnlarge: boolean;
  trans: TranslationBundle;
}

/** Shows how full the home volume is and what fills it. Resolves with whether it is to be enlarged. */
export async function showStorage({ folders, mayEnlarge, trans, volume }: Shown): Promise<boolean> {
  const close = mayEnlarge ? Dialog.cancelButton : Dialog.okButton;
  const answer = await showDialog({
    title: trans.__('Home volume'),
    body: (
      <div className="studiolo-StopDialog">
        <p>{trans.__('%1 free in %2.', gibOfText(volume.freeBytes, volume.bytes, trans), volume.folder)}</p>
        <FolderList folders={folders} trans={trans} />
        {!mayEnlarge && <p>{trans.__('Only the owner of this space can enlarge it.')}</p>}
      </div>
    ),
    buttons: [
      close({ label: trans.__('Close') }),
      ...(mayEnlarge ? [Dialog.okButton({ label: trans.__('Enlarge…') })] : []),
    ],
  });
  return mayEnlarge && answer.button.accept;
}

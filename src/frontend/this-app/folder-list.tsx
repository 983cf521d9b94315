import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Notice } from '../../protocol/notice';
import { plainText } from '../../protocol/plain-text';
import type { LargestFolders } from '../../protocol/resources';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { ClientError } from '../model/client';
import { gibText } from '../texts/gibibytes';

interface FolderListProps {
  folders: () => Promise<LargestFolders>;
  trans: TranslationBundle;
}

/** The largest folders of the home volume. They are looked for when this is first shown, which takes a while. */
export function FolderList({ folders, trans }: FolderListProps) {
  const [looking] = React.useState(folders);
  const [found, setFound] = React.useState<LargestFolders | Notice>();
  React.useEffect(() => {
    let shown = true;
    looking.then(
      (answer) => shown && setFound(answer),
      (error: unknown) => {
        if (!(error instanceof ClientError)) throw error;
        if (shown) setFound(error.notice);
      },
    );
    return () => void (shown = false);
  }, [looking]);
  if (!found)
    return (
      <p className="studiolo-Quiet" role="status" aria-busy="true">
        {trans.__('Measuring folders (up to 20 s)…')}
      </p>
    );
  if ('message' in found) return <NoticeView notice={found} trans={trans} />;
  return (
    <div role="status">
      <dl className="studiolo-Folders" aria-label={trans.__('Largest folders')}>
        {found.folders.map(({ bytes, name }) => (
          <div key={name}>
            <dt title={plainText(`${found.folder}/${name}`)}>
              <Foreign>{name}</Foreign>
            </dt>
            <dd>{gibText(bytes, trans)}</dd>
          </div>
        ))}
      </dl>
      {found.folders.length === 0 && <p>{trans.__('There are no folders in your home folder.')}</p>}
      {!found.whole && (
        <p className="studiolo-Quiet">{trans.__('Not everything could be read in time: folders may be larger.')}</p>
      )}
    </div>
  );
}

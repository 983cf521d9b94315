import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';
import type { LargestFolders } from '../../protocol/resources';
import { Foreign } from '../elements/foreign';
import { NoticeView } from '../elements/notice-view';
import { useAnswer } from '../elements/use-answer';
import { gibText } from '../texts/gibibytes';

interface FolderListProps {
  folders: () => Promise<LargestFolders>;
  trans: TranslationBundle;
}

/** The largest folders of the home volume. They are looked for when this is first shown, which takes a while. */
export function FolderList({ folders, trans }: FolderListProps) {
  const answer = useAnswer(folders);
  if (answer.state === 'asking')
    return (
      <p className="studiolo-Quiet" role="status" aria-busy="true">
        {trans.__('Measuring folders (up to 20 s)…')}
      </p>
    );
  if (answer.state === 'refused') return <NoticeView notice={answer.notice} trans={trans} />;
  const found = answer.value;
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

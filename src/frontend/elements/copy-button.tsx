import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { copyIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, trans }: { text: string; trans: TranslationBundle }) {
  const [copied, setCopied] = React.useState(false);
  const copy = () => {
    Clipboard.copyToSystem(text);
    setCopied(true);
  };
  return (
    <>
      <button
        type="button"
        className="studiolo-IconButton studiolo-mod-inline"
        title={trans.__('Copy %1', text)}
        aria-label={trans.__('Copy %1', text)}
        onClick={copy}
      >
        <copyIcon.react tag="span" width="14px" />
      </button>
      <span role="status">{copied ? trans.__('copied') : ''}</span>
    </>
  );
}

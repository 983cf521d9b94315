import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { copyIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { plainText } from '../../protocol/plain-text';

interface CopyButtonProps {
  text: string;
  trans: TranslationBundle;
  /** What the button says, where a picture does not. */
  children?: string;
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ children, text, trans }: CopyButtonProps) {
  const [copied, setCopied] = React.useState(false);
  const copy = () => {
    Clipboard.copyToSystem(text);
    setCopied(true);
  };
  return (
    <>
      {children === undefined ? (
        <button
          type="button"
          className="studiolo-IconButton studiolo-mod-inline"
          title={trans.__('Copy %1', text)}
          aria-label={trans.__('Copy %1', text)}
          onClick={copy}
        >
          <copyIcon.react tag="span" width="14px" />
        </button>
      ) : (
        <button type="button" className="studiolo-TextButton" title={plainText(text)} onClick={copy}>
          {children}
        </button>
      )}{' '}
      <span role="status">{copied ? trans.__('copied') : ''}</span>
    </>
  );
}

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Notice } from '../../protocol/notice';
import { worded } from '../../protocol/worded';

/** A notice on one line: what is wrong, and what to do. */
export const noticeText = ({ message, remedy }: Notice, trans: TranslationBundle): string =>
  [message, remedy].flatMap((part) => (part ? worded(part, trans) : [])).join(' ');

/** What tells one notice of a list from the others. */
export const noticeKey = ({ message }: Pick<Notice, 'message'>): string => JSON.stringify(message);

import type { Message } from '../../../protocol/message';
import type { Notice, Section } from '../../../protocol/notice';
import { inked } from './ink';
import { plainText } from '../../../protocol/plain-text';
import { english } from '../../../protocol/worded';
import type { Sheet } from './table';
import { wrapped } from './wrapped';

/** A message as a terminal shows it. */
export const saidIn = (message: Message): string => plainText(english(message));

/** A notice on one line: what is wrong, and what to do. */
export const noticeLine = ({ message, remedy }: Pick<Notice, 'message' | 'remedy'>): string =>
  [message, remedy].flatMap((part) => (part ? saidIn(part) : [])).join(' ');

/** What is missing or uncertain, what to do, and which IAM action to allow: a line each, below what it is about. */
export function noticeLines(notices: Notice[], sheet: Sheet): string[] {
  return notices.flatMap(({ code, message, remedy, action }) => {
    const ink = code === 'uncertain' || code === 'not-in-studio' ? 'dim' : 'yellow';
    const text = [noticeLine({ message, remedy }), action && `Missing permission: ${plainText(action)}`]
      .filter(Boolean)
      .join(' ');
    return wrapped(`! ${text}`, sheet, '    ').map((line) => inked(line, ink, sheet));
  });
}

/** A section as lines: its value's, if it is there, and its notices'. */
export function sectionLines<T>(section: Section<T>, sheet: Sheet, lines: (value: T) => string[]): string[] {
  return [...(section.state === 'ready' ? lines(section.value) : []), ...noticeLines(section.notices, sheet)];
}

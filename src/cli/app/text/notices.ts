import type { Notice, Section } from '../../../protocol/notice';
import { inked } from './ink';
import { plainText } from '../../../protocol/plain-text';
import type { Sheet } from './table';
import { wrapped } from './wrapped';

/** What is missing or uncertain, what to do, and which IAM action to allow: a line each, below what it is about. */
export function noticeLines(notices: Notice[], sheet: Sheet): string[] {
  return notices.flatMap(({ code, message, remedy, action }) => {
    const ink = code === 'uncertain' || code === 'not-in-studio' ? 'dim' : 'yellow';
    const text = [message, remedy, action && `To allow: ${action}`].filter(Boolean).join(' ');
    return wrapped(`! ${plainText(text)}`, sheet, '    ').map((line) => inked(line, ink, sheet));
  });
}

/** A section as lines: its value's, if it is there, and its notices'. */
export function sectionLines<T>(section: Section<T>, sheet: Sheet, lines: (value: T) => string[]): string[] {
  return [...(section.state === 'ready' ? lines(section.value) : []), ...noticeLines(section.notices, sheet)];
}

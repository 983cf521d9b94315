import type { IdleAcceptance } from '../findings/acceptance';
import type { Gap } from '../findings/fact';
import type { Outcome } from '../findings/outcome';
import type { Report } from '../findings/report/report';
import type { Unreachable } from './unreadable';
import type { Image } from './verify/contents';
import { locationText } from './verify/image-location';
import type { Outlook } from './verify/outlook';
import { type ImageFinding, imageRules } from './verify/verify';

/** What is told of an image. `source`: the file or address that was read. */
export function imageReport(
  source: string,
  image: Image,
  outcomes: Outcome<ImageFinding>[],
  idle: IdleAcceptance[] = [],
): Report<ImageFinding> {
  return {
    source,
    outcomes,
    idle,
    locate: ({ where }) => ({
      text: locationText(where, image),
      file: source,
      ...(where.in === 'dockerfile' && { line: where.line }),
    }),
    concerns: ({ appTypes }) => appTypes,
  };
}

/** What is told of an image that could not be looked at: no rule can tell. */
export function unreachableReport(source: string, error: Unreachable): Report<ImageFinding> {
  const gap = gapOf(error);
  return {
    source,
    outcomes: imageRules.map(({ code }) => ({ outcome: 'not-assessed', code, gap })),
    idle: [],
    locate: () => ({ text: source, file: source }),
  };
}

export const gapOf = ({ source, message, remedy, action }: Unreachable): Gap => ({
  what: source,
  why: message,
  remedy,
  ...(action !== undefined && { action }),
});

/** What Studio will do with an image, a text for each app type. */
export const outlookTexts = (outlooks: Outlook[]): string[] =>
  outlooks.map(({ appType, lines }) => [`As a ${appType} app, Studio`, ...lines.map((line) => `  ${line}`)].join('\n'));

/** What programs are told of an image besides its findings. */
export const imageDetails = (image: Image, outlooks: Outlook[]): object => ({
  ...(image.kind === 'image' && {
    layers: image.layers.map(({ name, size, createdBy }, index) => ({
      index,
      name,
      size,
      ...(createdBy && { createdBy }),
    })),
  }),
  outlooks,
});

import { placeText } from './rules/place';
import type { Step } from './rules/plan';
import { contentLimit } from '../scripts/content';

/** A step in words. */
export function stepText(step: Step): string {
  switch (step.do) {
    case 'upload':
      return `upload ${step.uri} (${Math.ceil(step.bytes / 1024)} KiB)`;
    case 'create':
      return `create lifecycle configuration ${step.name} for ${step.appType}: ${step.scripts.join(', ')} (${step.characters} of ${contentLimit} characters)`;
    case 'attach':
      return `attach ${step.name} to ${placeText(step.place)}${step.instead === undefined ? '' : ` instead of ${step.instead}`}`;
    case 'detach':
      return `take ${step.name} from ${placeText(step.place)}`;
    case 'remove':
      return `remove lifecycle configuration ${step.name}`;
    case 'delete':
      return `delete ${step.uri}`;
  }
}

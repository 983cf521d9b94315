import { rulesPage } from '../findings/page';
import { factNames } from './verify/image-facts';
import { imageRules } from './verify/verify';

/** The page of everything that is found in images: `docs/image-findings.md`. */
export const imageFindingsPage = (): string =>
  rulesPage(imageRules, {
    title: 'Image findings',
    intro:
      'What `studiolo image verify` finds, by name. Errors are what Studio will refuse, warnings what it may refuse or what harms you, notes are worth knowing. [Custom images](images.md) says how to use it, and how to accept a finding.',
    language: ({ code }) => (code.startsWith('config-') ? 'json' : 'dockerfile'),
    facts: factNames,
  });

import { appMessages } from './app-messages';
import { awakeMessages } from './awake-messages';
import { awsMessages } from './aws-messages';
import { costMessages } from './cost-messages';
import { environmentMessages } from './environment-messages';
import { gitMessages } from './git-messages';
import { idleMessages } from './idle-messages';
import { jobMessages } from './job-messages';
import { repositoryMessages } from './repository-messages';
import { ruleMessages } from './rule-messages';
import { serverMessages } from './server-messages';
import { sourceMessages } from './source-messages';
import { whyMessages } from './why-messages';

/**
 * What every code means in English: where a text has two, the first is for a `count` of one. A new text is a line in the
 * file of its subject; `npm run build` takes them all into the translators' template.
 */
export const texts = {
  ...appMessages,
  ...awakeMessages,
  ...awsMessages,
  ...costMessages,
  ...environmentMessages,
  ...gitMessages,
  ...idleMessages,
  ...jobMessages,
  ...repositoryMessages,
  ...ruleMessages,
  ...serverMessages,
  ...sourceMessages,
  ...whyMessages,
};

type Texts = typeof texts;
type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** The code of a text. */
export type Code = keyof Texts;

/** What goes into the text of a code. */
export type PlaceholdersOf<C extends Code> = Texts[C] extends readonly string[]
  ? Placeholders<Texts[C][number]> | 'count'
  : Texts[C] extends string
    ? Placeholders<Texts[C]>
    : never;

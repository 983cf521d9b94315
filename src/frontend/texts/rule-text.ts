import type { TranslationBundle } from '@jupyterlab/translation';
import type { $ZodError } from 'zod/v4/core';
import { ruleBroken } from '../../protocol/rule';
import { worded } from '../../protocol/worded';

/** What is wrong with what was typed: the rules that it breaks, a sentence each. */
export const ruleText = ({ issues }: $ZodError, trans: TranslationBundle): string =>
  issues
    .map(({ message }) => ruleBroken(message))
    .map((rule) => (rule ? worded(rule, trans) : trans.__('This can’t be used')))
    .map((sentence) => sentence.replace(/\.?$/, '.'))
    .join(' ');

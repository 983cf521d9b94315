import { defineCommand } from 'citty';
import type { Host } from '../host';
import { guardrailsCheck } from './check';
import { guardrailsGenerate } from './generate';
import { guardrailsList } from './list';
import { guardrailsProve } from './prove';
import { guardrailsShow } from './show';
import { guardrailsTry } from './try';

/** `studiolo guardrails …`: policies that refuse what does not comply, and let the compliant day pass. */
export const guardrails = (host: Host, version: string) =>
  defineCommand({
    meta: {
      name: 'guardrails',
      description: 'Write policies that keep people within bounds, and prove that they hold',
    },
    subCommands: {
      list: guardrailsList(host),
      show: guardrailsShow(host),
      generate: guardrailsGenerate(host, version),
      try: guardrailsTry(host, version),
      check: guardrailsCheck(host, version),
      prove: guardrailsProve(host, version),
    },
  });
